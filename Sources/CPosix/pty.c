#define _GNU_SOURCE
#include "include/pty.h"

#include "block.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

int roost_pty_open(uint16_t rows, uint16_t columns, char *slave, size_t capacity) {
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (master < 0) return -errno;
    int failure = 0;
    if (grantpt(master) != 0 || unlockpt(master) != 0) {
        failure = errno;
    } else {
        failure = ptsname_r(master, slave, capacity);
    }
    if (failure == 0) {
        // Linux takes both calls on the master and applies them to the terminal.
        struct winsize size = {.ws_row = rows, .ws_col = columns};
        struct termios mode;
        if (ioctl(master, TIOCSWINSZ, &size) != 0 || tcgetattr(master, &mode) != 0) {
            failure = errno;
        } else {
            mode.c_iflag |= IUTF8;
            if (tcsetattr(master, TCSANOW, &mode) != 0) failure = errno;
        }
    }
    if (failure == 0) return master;
    close(master);
    return -failure;
}

int roost_pty_resize(int master, uint16_t rows, uint16_t columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(master, TIOCSWINSZ, &size) == 0 ? 0 : -errno;
}

int roost_pty_echo_is_off(int master) {
    struct termios mode;
    if (tcgetattr(master, &mode) != 0) return -errno;
    return (mode.c_lflag & ICANON) != 0 && (mode.c_lflag & ECHO) == 0;
}

int roost_pty_is_canonical(int master) {
    struct termios mode;
    if (tcgetattr(master, &mode) != 0) return -errno;
    return (mode.c_lflag & ICANON) != 0;
}

int roost_pty_leave_raw(int master) {
    struct termios mode;
    if (tcgetattr(master, &mode) != 0) return -errno;
    if ((mode.c_oflag & OPOST) != 0) return 0;
    mode.c_iflag = (mode.c_iflag & ~(IGNBRK | INLCR | IGNCR)) | BRKINT | ICRNL | IXON;
    mode.c_oflag |= OPOST | ONLCR;
    mode.c_lflag |= ECHO | ECHOE | ECHOK | ICANON | ISIG | IEXTEN;
    return tcsetattr(master, TCSANOW, &mode) == 0 ? 0 : -errno;
}

int roost_pty_return_signal(int master, uint8_t byte) {
    struct termios mode;
    if (tcgetattr(master, &mode) != 0) return -errno;
    int key = byte == 3 ? VINTR : byte == 28 ? VQUIT : byte == 26 ? VSUSP : -1;
    if ((mode.c_lflag & ICANON) == 0 || key < 0) return 0;
    bool is_key = mode.c_cc[VINTR] == byte || mode.c_cc[VQUIT] == byte || mode.c_cc[VSUSP] == byte;
    if (is_key && (mode.c_lflag & ISIG) != 0) return 0;
    mode.c_lflag |= ISIG;
    if (!is_key) mode.c_cc[key] = byte;
    return tcsetattr(master, TCSANOW, &mode) == 0 ? 0 : -errno;
}

int roost_pty_foreground(int master) {
    pid_t group = tcgetpgrp(master);
    return group >= 0 ? group : -errno;
}

int roost_pty_signal_key(int master, uint8_t byte) {
    struct termios mode;
    if (tcgetattr(master, &mode) != 0) return -errno;
    if ((mode.c_lflag & ISIG) == 0 || byte == _POSIX_VDISABLE) return 0;
    int number = byte == mode.c_cc[VINTR]   ? SIGINT
                 : byte == mode.c_cc[VQUIT] ? SIGQUIT
                 : byte == mode.c_cc[VSUSP] ? SIGTSTP
                                            : 0;
    return number != 0 && (mode.c_lflag & NOFLSH) != 0 ? number | ROOST_KEEPS_INPUT : number;
}

int roost_pty_signal(int master, int number) {
    // TIOCSIG takes the number itself, not a pointer to it.
    return ioctl(master, TIOCSIG, (unsigned long)number) == 0 ? 0 : -errno;
}

// The slave for a moment; it becomes nobody's controlling terminal.
static int open_peer(int master) {
    int slave = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    return slave >= 0 ? slave : -errno;
}

int roost_pty_unread(int master) {
    int slave = open_peer(master);
    if (slave < 0) return slave;
    int count = 0;
    int result = ioctl(slave, FIONREAD, &count) == 0 ? count : -errno;
    close(slave);
    return result;
}

int roost_pty_discard_input(int master) {
    int slave = open_peer(master);
    if (slave < 0) return slave;
    // First what is on its way to the line discipline, which is the master's output, then what that has.
    int result = tcflush(master, TCOFLUSH) == 0 && tcflush(slave, TCIFLUSH) == 0 ? 0 : -errno;
    close(slave);
    return result;
}

// 0 when the file may be executed, else an errno.
static int check_executable(int directory, const char *path) {
    struct stat facts;
    if (fstatat(directory, path, &facts, 0) != 0) return errno;
    if (!S_ISREG(facts.st_mode)) return EACCES;
    return faccessat(directory, path, X_OK, AT_EACCESS) == 0 ? 0 : errno;
}

int roost_find_executable(int directory, const char *name, const char *search, char *found, size_t capacity) {
    size_t name_length = strlen(name);
    if (name_length == 0) return -ENOENT;
    if (name_length >= capacity) return -ENAMETOOLONG;
    if (strchr(name, '/') != NULL) {
        memcpy(found, name, name_length + 1);
        return -check_executable(directory, name);
    }
    if (search == NULL) search = "/bin:/usr/bin";
    int failure = ENOENT;
    for (const char *element = search;; element++) {
        size_t length = strcspn(element, ":");
        // An empty element is the working directory.
        const char *prefix = length == 0 ? "." : element;
        size_t prefix_length = length == 0 ? 1 : length;
        if (prefix_length + 1 + name_length < capacity) {
            memcpy(found, prefix, prefix_length);
            found[prefix_length] = '/';
            memcpy(found + prefix_length + 1, name, name_length + 1);
            int result = check_executable(directory, found);
            if (result == 0) return 0;
            if (result == EACCES) failure = EACCES;
        }
        element += length;
        if (*element == 0) return -failure;
    }
}

// A new session, every signal at its default and none blocked.
static int set_clean_start(posix_spawnattr_t *attributes) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(attributes, &all);
    posix_spawnattr_setsigmask(attributes, &none);
    return posix_spawnattr_setflags(attributes,
                                    POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

pid_t roost_spawn_child(const char *path, const void *arguments, size_t arguments_length,
                        const void *environment, size_t environment_length, const char *directory,
                        const char *slave, uint64_t descriptors, int *stage) {
    pid_t pid = 0;
    int failure = 0;
    char found[4096];
    *stage = ROOST_STAGE_PROCESS;
    // Two places before the arguments, for a script that names no interpreter.
    char **argument_list = string_list(arguments, arguments_length, 1);
    char **environment_list = string_list(environment, environment_length, 0);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int folder = -1;
    if (argument_list == NULL || environment_list == NULL) {
        failure = ENOMEM;
        goto done;
    }
    if (argument_list[1] == NULL) {
        failure = EINVAL;
        goto done;
    }

    *stage = ROOST_STAGE_DIRECTORY;
    folder = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || faccessat(folder, ".", X_OK, AT_EACCESS) != 0) {
        failure = errno;
        goto done;
    }
    *stage = ROOST_STAGE_EXECUTABLE;
    failure = -roost_find_executable(folder, path, find_variable(environment_list, "PATH"), found,
                                     sizeof(found));
    if (failure != 0) goto done;

    // The first terminal that a session leader opens becomes its controlling terminal: no O_NOCTTY.
    if ((failure = posix_spawn_file_actions_addfchdir_np(&actions, folder)) != 0 ||
        (failure = posix_spawn_file_actions_addopen(&actions, 0, slave, O_RDWR, 0)) != 0 ||
        (failure = posix_spawn_file_actions_adddup2(&actions, 0, 1)) != 0 ||
        (failure = posix_spawn_file_actions_adddup2(&actions, 0, 2)) != 0 ||
        (failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3)) != 0 ||
        (failure = set_clean_start(&attributes)) != 0) {
        *stage = ROOST_STAGE_PROCESS;
        goto done;
    }
    struct rlimit ours;
    int lowered = 0;
    if (descriptors > 0 && getrlimit(RLIMIT_NOFILE, &ours) == 0) {
        struct rlimit theirs = {.rlim_cur = descriptors, .rlim_max = ours.rlim_max};
        lowered = setrlimit(RLIMIT_NOFILE, &theirs) == 0;
    }
    failure = posix_spawn(&pid, found, &actions, &attributes, argument_list + 1, environment_list);
    if (failure == ENOEXEC) {
        argument_list[0] = "sh";
        argument_list[1] = found;
        failure = posix_spawn(&pid, "/bin/sh", &actions, &attributes, argument_list, environment_list);
    }
    if (lowered) setrlimit(RLIMIT_NOFILE, &ours);
    if (failure == EAGAIN || failure == ENOMEM) *stage = ROOST_STAGE_PROCESS;
done:
    if (folder >= 0) close(folder);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(argument_list);
    free(environment_list);
    return failure == 0 ? pid : -failure;
}

pid_t roost_spawn_daemon(const char *path, const void *arguments, size_t arguments_length, int output,
                         const int *passed, size_t passed_count) {
    enum { most = 4 };
    int moved[most];
    size_t moved_count = 0;
    pid_t pid = 0;
    int failure = 0;
    if (passed_count > most) return -EINVAL;
    char **argument_list = string_list(arguments, arguments_length, 0);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    if (argument_list == NULL) {
        failure = ENOMEM;
        goto done;
    }
    if ((failure = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)) != 0) goto done;
    if (output >= 0 && ((failure = posix_spawn_file_actions_adddup2(&actions, output, 1)) != 0 ||
                        (failure = posix_spawn_file_actions_adddup2(&actions, output, 2)) != 0)) {
        goto done;
    }
    for (size_t index = 0; index < passed_count; index++) {
        // Away from the numbers they go to, so that none is overwritten before it is used.
        int copy = fcntl(passed[index], F_DUPFD_CLOEXEC, 3 + most);
        if (copy < 0) {
            failure = errno;
            goto done;
        }
        moved[moved_count++] = copy;
        if ((failure = posix_spawn_file_actions_adddup2(&actions, copy, 3 + (int)index)) != 0) goto done;
    }
    if ((failure = posix_spawn_file_actions_addclosefrom_np(&actions, 3 + (int)passed_count)) != 0 ||
        (failure = set_clean_start(&attributes)) != 0) {
        goto done;
    }
    failure = posix_spawn(&pid, path, &actions, &attributes, argument_list, environ);
done:
    while (moved_count > 0) close(moved[--moved_count]);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(argument_list);
    return failure == 0 ? pid : -failure;
}

// Also with WNOHANG an interrupted call is no answer: what it is about would count as gone.
int roost_wait_peek(pid_t pid, int *code, int *status) {
    siginfo_t facts = {0};
    const int options = WEXITED | WNOHANG | WNOWAIT;
    if (TEMP_FAILURE_RETRY(waitid(P_PID, (id_t)pid, &facts, options)) != 0) return -errno;
    if (facts.si_pid == 0) return 0;
    *code = facts.si_code;
    *status = facts.si_status;
    return 1;
}

int roost_wait_reap(pid_t pid) {
    siginfo_t facts = {0};
    if (TEMP_FAILURE_RETRY(waitid(P_PID, (id_t)pid, &facts, WEXITED | WNOHANG)) != 0) return -errno;
    return facts.si_pid != 0;
}

int roost_pidfd_open(pid_t pid) {
    long result = syscall(SYS_pidfd_open, pid, 0);
    return result >= 0 ? (int)result : -errno;
}

int roost_pidfd_signal(int pidfd, int number) {
    return syscall(SYS_pidfd_send_signal, pidfd, number, NULL, 0) == 0 ? 0 : -errno;
}

uint64_t roost_process_start(pid_t pid) {
    char path[32], text[1024];
    snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t length = read(file, text, sizeof(text) - 1);
    close(file);
    if (length <= 0) return 0;
    text[length] = 0;
    // The name, field 2, may hold spaces and parentheses: count from the last one.
    char *next = strrchr(text, ')');
    for (int field = 2; next != NULL && field < 22; field++) next = strchr(next + 1, ' ');
    return next == NULL ? 0 : strtoull(next + 1, NULL, 10);
}

int roost_detach(void) {
    pid_t pid = fork();
    if (pid > 0) _exit(0);
    return pid < 0 ? -errno : 0;
}

int roost_redirect(const char *log) {
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0) return -errno;
    int output = null;
    int failure = 0;
    if (log != NULL) {
        int file = open(log, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file < 0) failure = errno;
        else output = file;
    }
    dup2(null, 0);
    dup2(output, 1);
    dup2(output, 2);
    if (output > 2 && output != null) close(output);
    if (null > 2) close(null);
    return -failure;
}

int roost_memory_file(const char *name) {
    int file = memfd_create(name, MFD_CLOEXEC);
    return file >= 0 ? file : -errno;
}

uint64_t roost_soft_descriptor_limit(void) {
    struct rlimit limit;
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

void roost_log(const char *message) {
    char line[1024], moment[32] = "";
    time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) != NULL) strftime(moment, sizeof(moment), "%Y-%m-%dT%H:%M:%SZ", &parts);
    int length = snprintf(line, sizeof(line) - 1, "%s %s[%d]: %s", moment, program_invocation_short_name,
                          (int)getpid(), message);
    if (length < 0) return;
    if (length > (int)sizeof(line) - 2) length = (int)sizeof(line) - 2;
    line[length] = '\n';
    ssize_t ignored = write(2, line, (size_t)length + 1);
    (void)ignored;
}
