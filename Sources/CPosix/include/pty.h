/// Pseudoterminals, children and what the keeper needs besides io.h; no decisions here.
///
/// Unless a line says otherwise, a function answers a value of at least 0, or -errno.
#ifndef ROOST_PTY_H
#define ROOST_PTY_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Opens a master (close-on-exec, non-blocking, IUTF8) of the size given, and names its slave.
int roost_pty_open(uint16_t rows, uint16_t columns, char *_Nonnull slave, size_t capacity);
/// TIOCSWINSZ: the foreground process group gets SIGWINCH when the size changes.
int roost_pty_resize(int master, uint16_t rows, uint16_t columns);
/// 1 when a line is read without echo, as for a password: ICANON set and ECHO clear.
int roost_pty_echo_is_off(int master);
/// 1 when lines are edited by the terminal itself (ICANON), 0 when the program does it.
int roost_pty_is_canonical(int master);
/// Turns back what cfmakeraw(3) did, if output is not processed (OPOST): lines end and are edited as usual, keys
/// make signals, and what is typed is shown.
int roost_pty_leave_raw(int master);

/// Has C-c, C-\\ or C-z make its usual signal again where the terminal edits lines itself (ICANON): keys make signals
/// (ISIG), and this one is among them (VINTR, VQUIT, VSUSP). Other bytes change nothing. 0 or -errno.
int roost_pty_return_signal(int master, uint8_t byte);
/// The process group that reads from the terminal; tcgetpgrp(3).
int roost_pty_foreground(int master);

/// The signal that the terminal makes of a byte of input: SIGINT, SIGQUIT or SIGTSTP (ISIG with VINTR, VQUIT, VSUSP in
/// termios(3)), with ROOST_KEEPS_INPUT added where it does not throw unread input away then (NOFLSH); 0 for none.
enum { ROOST_KEEPS_INPUT = 0x100 };
int roost_pty_signal_key(int master, uint8_t byte);
/// TIOCSIG: sends one of those signals to the foreground process group, past all input that waits.
int roost_pty_signal(int master, int number);
/// How many bytes of input the program could read now and has not; FIONREAD on the slave.
int roost_pty_unread(int master);
/// Throws away the input that the program has not read.
int roost_pty_discard_input(int master);

/// Looks up `name` as execvp(3) does, with `search` for PATH (null: /bin:/usr/bin) and `directory`, an open
/// folder, for the working directory.
int roost_find_executable(
    int directory, const char *_Nonnull name, const char *_Nullable search, char *_Nonnull found, size_t capacity);

/// The step of roost_spawn_child that failed.
enum { ROOST_STAGE_PTY = 1, ROOST_STAGE_DIRECTORY = 2, ROOST_STAGE_EXECUTABLE = 3, ROOST_STAGE_PROCESS = 4 };

/// A child in a session of its own, with the slave as its controlling terminal and descriptors 0, 1 and 2; no
/// other descriptor is open, every signal is at its default and none is blocked. Answers its pid.
///
/// `arguments` and `environment` are strings that end with NUL, one after the other; `path` is looked up in the
/// PATH of `environment`. With `descriptor_limit` above 0 the child starts with that soft RLIMIT_NOFILE. Only for
/// a process with one thread.
pid_t roost_spawn_child(
    const char *_Nonnull path, const void *_Nonnull arguments, size_t arguments_count,
    const void *_Nonnull environment, size_t environment_count, const char *_Nonnull directory,
    const char *_Nonnull slave, uint64_t descriptor_limit, int *_Nonnull stage);

/// A process in a session of its own, with /dev/null as 0, `output` as 1 and 2 (ours, when it is below 0) and
/// `passed` (at most 4) as 3, 4 and so on; it inherits the environment and no other descriptor. Answers its pid.
pid_t roost_spawn_daemon(
    const char *_Nonnull path, const void *_Nonnull arguments, size_t arguments_count, int output,
    const int *_Nonnull passed, size_t passed_count);

/// Whether a child ended (1) or runs (0), without reaping it. `code` is CLD_EXITED, CLD_KILLED or CLD_DUMPED,
/// `status` the exit code or the signal.
int roost_wait_peek(pid_t pid, int *_Nonnull code, int *_Nonnull status);
/// Reaps a child: 1 when it had ended, 0 while it runs.
int roost_wait_reap(pid_t pid);

/// pidfd_open(2).
int roost_pidfd_open(pid_t pid);
/// pidfd_send_signal(2).
int roost_pidfd_signal(int pidfd, int number);
/// When a process started, in clock ticks since the boot (proc(5), stat, field 22); 0 when it is unknown.
uint64_t roost_process_start(pid_t pid);

/// A file without a name that lives in memory, close-on-exec; memfd_create(2).
int roost_memory_file(const char *_Nonnull name);
/// The soft RLIMIT_NOFILE, 0 when it is unknown.
uint64_t roost_soft_descriptor_limit(void);
/// Goes on in a child of its own; the caller's process exits with 0. Only for a process with one thread.
int roost_detach(void);
/// Makes /dev/null descriptor 0, and `log` (appended to, mode 0600; null: /dev/null) descriptors 1 and 2.
int roost_redirect(const char *_Nullable log);
/// One line on descriptor 2, in one write: the time in UTC, the program's pid, the message.
void roost_log(const char *_Nonnull message);

/// A 64-bit field of a mapping that other processes read and write; the address must be a multiple of 8.
static inline uint64_t roost_load_acquire(const void *_Nonnull field) {
    return __atomic_load_n((const uint64_t *)field, __ATOMIC_ACQUIRE);
}
/// Everything written before is seen by who sees this value.
static inline void roost_store_release(void *_Nonnull field, uint64_t value) {
    __atomic_store_n((uint64_t *)field, value, __ATOMIC_RELEASE);
}

#endif
