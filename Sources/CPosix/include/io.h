/// Event polling, Unix sockets, signals and files for RoostIO.
///
/// Every function answers 0 or a count on success and -errno on failure: errno itself may be gone before
/// Swift reads it. Calls that a signal interrupts are made again, unless it says otherwise.
#ifndef ROOST_IO_H
#define ROOST_IO_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Nanoseconds of CLOCK_MONOTONIC; no system call (vDSO).
int64_t roost_now(void);

/// Bits of `roost_event.mask` and of the interest in a descriptor.
enum { ROOST_READABLE = 1, ROOST_WRITABLE = 2, ROOST_HANG_UP = 4, ROOST_FAILED = 8 };

/// What epoll_ctl(2) does.
enum { ROOST_POLL_ADD = 1, ROOST_POLL_REMOVE = 2, ROOST_POLL_MODIFY = 3 };

/// One ready descriptor, known by the key that it was added with.
struct roost_event {
    uint64_t key;
    uint32_t mask;
};

/// A new epoll(7) instance, close-on-exec.
int roost_poll_create(void);
/// One epoll_ctl(2), level-triggered.
int roost_poll_change(int poll, int operation, int descriptor, uint32_t interest, uint64_t key);
/// Waits until something is ready, `timeout` nanoseconds have passed (negative: for ever) or a signal came.
/// Answers how many of at most 64 events were stored.
int roost_poll_wait(int poll, struct roost_event *_Nonnull events, int capacity, int64_t timeout);
/// A new eventfd(2) in `poll` under `key`. Edge-triggered: each write is one event, and nobody reads it.
int roost_wake_create(int poll, uint64_t key);
/// Wakes the thread that sleeps in roost_poll_wait.
void roost_wake(int wake);

/// Makes a detached thread with its own stack.
int roost_thread_start(
    size_t stack_byte_count, void *_Nullable (*_Nonnull body)(void *_Nullable), void *_Nullable argument);
/// Asks for turns of 0.1 ms for the calling thread: who wants little comes before those that want much, as soon as
/// it is woken. A hint, which Linux heeds from 6.12 on (sched(7), "slice" of EEVDF) and others do not know.
void roost_thread_prefer_latency(void);
/// Names the calling thread, for ps(1) and debuggers; the kernel keeps 15 bytes.
void roost_thread_name(const char *_Nonnull name);

/// A close-on-exec, non-blocking stream socket that listens, mode 0600 from its first instant.
/// EADDRINUSE is the only failure after which a dead socket file may be in the way.
int roost_socket_listen(const char *_Nonnull path, int backlog);
/// A close-on-exec, non-blocking stream socket that is connected; EAGAIN: the listener's queue is full and stayed so
/// for `patience` milliseconds (below 0: for ever). A signal that is handled begins the wait anew.
int roost_socket_connect(const char *_Nonnull path, int64_t patience);
/// The longest path that fits into sun_path, in bytes.
int roost_socket_path_limit(void);
/// The next connection, close-on-exec and non-blocking; EAGAIN: none waits.
int roost_socket_accept(int listener);
/// SO_PEERCRED: who was at the other end when it was connected.
int roost_socket_peer(int descriptor, uint32_t *_Nonnull uid, int32_t *_Nonnull pid);
/// Two connected stream sockets, close-on-exec and non-blocking.
int roost_socket_pair(int *_Nonnull first, int *_Nonnull second);
/// Whether the descriptor is a socket at all.
int roost_is_socket(int descriptor);
/// sendmsg(2) with SCM_RIGHTS, without SIGPIPE, never waiting; at most ROOST_MAXIMUM_RIGHTS descriptors.
/// EAGAIN: there is no room in the socket, or no memory in the kernel.
ssize_t roost_send(
    int socket, const void *_Nullable bytes, size_t count, const int *_Nullable descriptors,
    int descriptor_count);
/// recvmsg(2) with SCM_RIGHTS, close-on-exec, never waiting. `descriptor_count` is the room on entry and what
/// came on return; `lost` is set when descriptors came for which there was no room (they are closed).
ssize_t roost_receive(
    int socket, void *_Nullable bytes, size_t count, int *_Nullable descriptors,
    int *_Nonnull descriptor_count, int *_Nonnull lost);
/// The kernel's SCM_MAX_FD.
enum { ROOST_MAXIMUM_RIGHTS = 253 };

/// read(2).
ssize_t roost_read(int descriptor, void *_Nullable bytes, size_t count);
/// write(2), or send(2) without SIGPIPE and without waiting if it is a socket.
ssize_t roost_write(int descriptor, const void *_Nullable bytes, size_t count, int is_socket);
/// Sets or clears O_NONBLOCK.
int roost_set_non_blocking(int descriptor, int enabled);
/// F_DUPFD_CLOEXEC.
int roost_duplicate(int descriptor);

/// Blocks the signals in the calling thread and in all threads that it starts later.
int roost_signals_block(const int *_Nullable signals, int count);
/// Ignores the signals in the whole process.
int roost_signals_ignore(const int *_Nullable signals, int count);
/// A signalfd(2), close-on-exec and non-blocking.
int roost_signals_open(const int *_Nullable signals, int count);
/// The number of the next signal that came; EAGAIN: none.
int roost_signals_next(int descriptor);

/// open(2), always close-on-exec and never making a terminal the controlling one.
int roost_open(const char *_Nonnull path, int flags, mode_t mode);
/// open(2) of a directory for fsync(2), fchmod(2) and /proc/self/fd.
int roost_open_directory(const char *_Nonnull path);
/// What a path is: `kind` is the S_IFMT part and `mode` the permission bits.
/// A last symbolic link is not followed.
int roost_inspect(
    const char *_Nonnull path, uint32_t *_Nonnull owner, uint32_t *_Nonnull kind, uint32_t *_Nonnull mode);
/// The same for an open descriptor.
int roost_inspect_descriptor(
    int descriptor, uint32_t *_Nonnull owner, uint32_t *_Nonnull kind, uint32_t *_Nonnull mode);
int roost_make_directory(const char *_Nonnull path, mode_t mode);
int roost_change_mode(int descriptor, mode_t mode);
int roost_rename(const char *_Nonnull from, const char *_Nonnull to);
int roost_unlink(const char *_Nonnull path);
int roost_synchronize(int descriptor);
/// Reserves blocks for a range of a file, beyond its end too, whose place stays; fallocate(2).
int roost_allocate(int descriptor, int64_t start, int64_t count);
/// flock(2) for itself alone, at once; EWOULDBLOCK: someone else has it.
int roost_lock(int descriptor);
/// The same, blocking until it is free.
int roost_wait_for_lock(int descriptor);
/// Lifts the soft limit of open descriptors to the hard one and answers it (at most INT_MAX).
int roost_raise_descriptor_limit(void);
/// How many descriptors may still be opened, counted up to `wanted`; uses none itself. Another thread may take them.
int roost_descriptors_left(int wanted);
/// The soft limit of open descriptors, at most INT_MAX.
int roost_descriptor_limit(void);

#endif
