#define _GNU_SOURCE
#include "io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define RETRY(call)                                                                                        \
    ({                                                                                                     \
        __typeof__(call) answer_;                                                                          \
        do answer_ = (call);                                                                               \
        while (answer_ < 0 && errno == EINTR);                                                             \
        answer_;                                                                                           \
    })

#define CHECKED(call)                                                                                      \
    ({                                                                                                     \
        __typeof__(call) checked_ = RETRY(call);                                                           \
        checked_ < 0 ? -errno : checked_;                                                                  \
    })

int64_t roost_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// Polling

int roost_poll_create(void) { return CHECKED(epoll_create1(EPOLL_CLOEXEC)); }

int roost_poll_change(int poll, int operation, int descriptor, uint32_t interest, uint64_t key) {
    static const int operations[] = {
        [ROOST_POLL_ADD] = EPOLL_CTL_ADD,
        [ROOST_POLL_REMOVE] = EPOLL_CTL_DEL,
        [ROOST_POLL_MODIFY] = EPOLL_CTL_MOD,
    };
    struct epoll_event event = {.data.u64 = key};
    if (interest & ROOST_READABLE) event.events |= EPOLLIN;
    if (interest & ROOST_WRITABLE) event.events |= EPOLLOUT;
    return CHECKED(epoll_ctl(poll, operations[operation], descriptor, &event));
}

/// epoll_pwait2(2) takes nanoseconds; before Linux 5.11 there are only milliseconds, rounded up, so that no
/// timer is early and none makes the loop spin.
static int wait_once(int poll, struct epoll_event *events, int capacity, int64_t timeout) {
    if (timeout <= 0) return epoll_wait(poll, events, capacity, timeout < 0 ? -1 : 0);
    struct timespec span = {.tv_sec = timeout / 1000000000, .tv_nsec = timeout % 1000000000};
    int count = epoll_pwait2(poll, events, capacity, &span, NULL);
    if (count >= 0 || errno != ENOSYS) return count;
    int64_t milliseconds = timeout / 1000000 + (timeout % 1000000 != 0);
    return epoll_wait(poll, events, capacity, milliseconds > INT_MAX ? INT_MAX : (int)milliseconds);
}

int roost_poll_wait(int poll, struct roost_event *events, int capacity, int64_t timeout) {
    struct epoll_event ready[64];
    int count = wait_once(poll, ready, capacity < 64 ? capacity : 64, timeout);
    if (count < 0) return errno == EINTR ? 0 : -errno;
    for (int index = 0; index < count; index++) {
        uint32_t found = ready[index].events, mask = 0;
        if (found & EPOLLIN) mask |= ROOST_READABLE;
        if (found & EPOLLOUT) mask |= ROOST_WRITABLE;
        if (found & EPOLLHUP) mask |= ROOST_HANG_UP;
        if (found & EPOLLERR) mask |= ROOST_FAILED;
        events[index] = (struct roost_event){.key = ready[index].data.u64, .mask = mask};
    }
    return count;
}

int roost_wake_create(int poll, uint64_t key) {
    int wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wake < 0) return -errno;
    struct epoll_event event = {.events = EPOLLIN | EPOLLET, .data.u64 = key};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, wake, &event) == 0) return wake;
    int cause = errno;
    close(wake);
    return -cause;
}

void roost_wake(int wake) {
    uint64_t one = 1;
    (void)RETRY(write(wake, &one, sizeof one));
}

/// Threads

int roost_thread_start(size_t stack_byte_count, void *(*body)(void *), void *argument) {
    pthread_attr_t attributes;
    int cause = pthread_attr_init(&attributes);
    if (cause != 0) return -cause;
    pthread_t thread;
    cause = pthread_attr_setstacksize(&attributes, stack_byte_count);
    if (cause == 0) cause = pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (cause == 0) cause = pthread_create(&thread, &attributes, body, argument);
    pthread_attr_destroy(&attributes);
    return -cause;
}

/// What sched_setattr(2) takes; the C library of Debian 12 does not declare it.
struct thread_attributes {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
    uint32_t clamp_low, clamp_high;
};

void roost_thread_prefer_latency(void) {
    struct thread_attributes attributes = {0};
    if (syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
    if (attributes.policy != SCHED_OTHER) return;
    attributes.size = sizeof attributes;
    attributes.flags = 0;
    attributes.runtime = 100000;
    (void)syscall(SYS_sched_setattr, 0, &attributes, 0);
}

void roost_thread_name(const char *name) {
    char kept[16] = {0};
    strncpy(kept, name, sizeof kept - 1);
    pthread_setname_np(pthread_self(), kept);
}

/// Sockets

static int address(struct sockaddr_un *result, const char *path) {
    size_t length = strlen(path);
    if (length == 0) return -ENOENT;
    if (length >= sizeof result->sun_path) return -ENAMETOOLONG;
    memset(result, 0, sizeof *result);
    result->sun_family = AF_UNIX;
    memcpy(result->sun_path, path, length);
    return 0;
}

static int new_socket(void) { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

static int failed(int descriptor) {
    int cause = errno;
    close(descriptor);
    return -cause;
}

int roost_socket_path_limit(void) { return sizeof((struct sockaddr_un *)0)->sun_path - 1; }

int roost_socket_listen(const char *path, int backlog) {
    struct sockaddr_un where;
    int wrong = address(&where, path);
    if (wrong != 0) return wrong;
    int descriptor = new_socket();
    if (descriptor < 0) return -errno;
    // bind(2) gives the file the mode of the socket's own inode; umask(2) would change all threads.
    if (fchmod(descriptor, 0600) != 0) return failed(descriptor);
    if (bind(descriptor, (struct sockaddr *)&where, sizeof where) != 0) return failed(descriptor);
    if (listen(descriptor, backlog) != 0) return failed(descriptor);
    return descriptor;
}

int roost_socket_connect(const char *path, int64_t patience) {
    struct sockaddr_un where;
    int wrong = address(&where, path);
    if (wrong != 0) return wrong;
    int descriptor = new_socket();
    if (descriptor < 0) return -errno;
    if (patience != 0) {
        // A blocking connect(2) sleeps in the kernel until the queue has room; a time-out of zero is none.
        struct timeval limit = {0};
        if (patience > 0) limit = (struct timeval){patience / 1000, patience % 1000 * 1000};
        if (setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) != 0) return failed(descriptor);
        if (fcntl(descriptor, F_SETFL, 0) != 0) return failed(descriptor);
    }
    int answer = RETRY(connect(descriptor, (struct sockaddr *)&where, sizeof where));
    if (answer != 0) return failed(descriptor);
    if (patience != 0 && fcntl(descriptor, F_SETFL, O_NONBLOCK) != 0) return failed(descriptor);
    return descriptor;
}

int roost_socket_accept(int listener) {
    int descriptor;
    do descriptor = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    while (descriptor < 0 && (errno == EINTR || errno == ECONNABORTED));
    return descriptor < 0 ? -errno : descriptor;
}

int roost_socket_peer(int descriptor, uint32_t *uid, int32_t *pid) {
    struct ucred peer = {0};
    socklen_t length = sizeof peer;
    if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return -errno;
    if (length != sizeof peer) return -EINVAL;
    *uid = peer.uid;
    *pid = peer.pid;
    return 0;
}

int roost_socket_pair(int *first, int *second) {
    int both[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, both) != 0) return -errno;
    *first = both[0];
    *second = both[1];
    return 0;
}

int roost_is_socket(int descriptor) {
    struct stat facts;
    return fstat(descriptor, &facts) == 0 && S_ISSOCK(facts.st_mode);
}

typedef union {
    struct cmsghdr alignment;
    char bytes[CMSG_SPACE(ROOST_MAXIMUM_RIGHTS * sizeof(int))];
} control_buffer;

/// A socket that the kernel has no memory for at this moment is not ready: whoever polls it tries again, and a
/// connection outlives a short want.
static ssize_t unready(ssize_t answer) { return answer == -ENOBUFS || answer == -ENOMEM ? -EAGAIN : answer; }

ssize_t roost_send(
    int socket, const void *bytes, size_t count, const int *descriptors, int descriptor_count) {
    if (descriptor_count < 0 || descriptor_count > ROOST_MAXIMUM_RIGHTS) return -EINVAL;
    if (count == 0) return -EINVAL;  // a stream carries descriptors only with a byte
    struct iovec part = {.iov_base = (void *)bytes, .iov_len = count};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    control_buffer control;
    if (descriptor_count > 0) {
        size_t length = (size_t)descriptor_count * sizeof(int);
        memset(&control, 0, sizeof control);
        message.msg_control = &control;
        message.msg_controllen = CMSG_SPACE(length);
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(length);
        memcpy(CMSG_DATA(header), descriptors, length);
    }
    return unready(CHECKED(sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT)));
}

ssize_t roost_receive(
    int socket, void *bytes, size_t count, int *descriptors, int *descriptor_count, int *lost) {
    int room = *descriptor_count;
    *descriptor_count = 0;
    *lost = 0;
    if (room < 0 || room > ROOST_MAXIMUM_RIGHTS) return -EINVAL;
    struct iovec part = {.iov_base = bytes, .iov_len = count};
    control_buffer control;
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    message.msg_control = &control;
    message.msg_controllen = sizeof control;
    ssize_t received = RETRY(recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT));
    if (received < 0) return unready(-errno);
    if (message.msg_flags & MSG_CTRUNC) *lost = 1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    for (; header != NULL; header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
        size_t came = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t index = 0; index < came; index++) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(header) + index * sizeof(int), sizeof descriptor);
            if (*descriptor_count < room) {
                descriptors[(*descriptor_count)++] = descriptor;
            } else {
                close(descriptor);
                *lost = 1;
            }
        }
    }
    return received;
}

/// Bytes

ssize_t roost_read(int descriptor, void *bytes, size_t count) {
    return CHECKED(read(descriptor, bytes, count));
}

ssize_t roost_write(int descriptor, const void *bytes, size_t count, int is_socket) {
    if (is_socket) return unready(CHECKED(send(descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT)));
    return CHECKED(write(descriptor, bytes, count));
}

int roost_set_non_blocking(int descriptor, int enabled) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return -errno;
    return CHECKED(fcntl(descriptor, F_SETFL, enabled ? flags | O_NONBLOCK : flags & ~O_NONBLOCK));
}

int roost_duplicate(int descriptor) { return CHECKED(fcntl(descriptor, F_DUPFD_CLOEXEC, 0)); }

/// Signals

static int signal_set(sigset_t *set, const int *signals, int count) {
    sigemptyset(set);
    for (int index = 0; index < count; index++)
        if (sigaddset(set, signals[index]) != 0) return -errno;
    return 0;
}

int roost_signals_block(const int *signals, int count) {
    sigset_t set;
    int wrong = signal_set(&set, signals, count);
    return wrong != 0 ? wrong : -pthread_sigmask(SIG_BLOCK, &set, NULL);
}

int roost_signals_ignore(const int *signals, int count) {
    struct sigaction ignored = {.sa_handler = SIG_IGN};
    for (int index = 0; index < count; index++)
        if (sigaction(signals[index], &ignored, NULL) != 0) return -errno;
    return 0;
}

int roost_signals_open(const int *signals, int count) {
    sigset_t set;
    int wrong = signal_set(&set, signals, count);
    return wrong != 0 ? wrong : CHECKED(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

int roost_signals_next(int descriptor) {
    struct signalfd_siginfo facts;
    ssize_t count = RETRY(read(descriptor, &facts, sizeof facts));
    if (count < 0) return -errno;
    return count == (ssize_t)sizeof facts ? (int)facts.ssi_signo : -EIO;
}

/// Files

int roost_open(const char *path, int flags, mode_t mode) {
    return CHECKED(open(path, flags | O_CLOEXEC | O_NOCTTY, mode));
}

int roost_open_directory(const char *path) {
    return CHECKED(open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

static int facts_of(const struct stat *facts, uint32_t *owner, uint32_t *kind, uint32_t *mode) {
    *owner = facts->st_uid;
    *kind = facts->st_mode & S_IFMT;
    *mode = facts->st_mode & 07777;
    return 0;
}

int roost_inspect(const char *path, uint32_t *owner, uint32_t *kind, uint32_t *mode) {
    struct stat facts;
    return lstat(path, &facts) != 0 ? -errno : facts_of(&facts, owner, kind, mode);
}

int roost_inspect_descriptor(int descriptor, uint32_t *owner, uint32_t *kind, uint32_t *mode) {
    struct stat facts;
    return fstat(descriptor, &facts) != 0 ? -errno : facts_of(&facts, owner, kind, mode);
}

int roost_make_directory(const char *path, mode_t mode) { return mkdir(path, mode) != 0 ? -errno : 0; }
int roost_change_mode(int descriptor, mode_t mode) { return fchmod(descriptor, mode) != 0 ? -errno : 0; }
int roost_rename(const char *from, const char *to) { return rename(from, to) != 0 ? -errno : 0; }
int roost_unlink(const char *path) { return unlink(path) != 0 ? -errno : 0; }
int roost_synchronize(int descriptor) { return CHECKED(fsync(descriptor)); }
int roost_allocate(int descriptor, int64_t start, int64_t count) {
    return CHECKED(fallocate(descriptor, FALLOC_FL_KEEP_SIZE, start, count));
}
int roost_lock(int descriptor) { return CHECKED(flock(descriptor, LOCK_EX | LOCK_NB)); }

int roost_wait_for_lock(int descriptor) { return CHECKED(flock(descriptor, LOCK_EX)); }

int roost_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -errno;
    return limit.rlim_cur > INT_MAX ? INT_MAX : (int)limit.rlim_cur;
}

int roost_descriptors_left(int wanted) {
    int left = 0;
    // The kernel gives the lowest that is free, so the free ones are at the top.
    for (int descriptor = roost_descriptor_limit() - 1; descriptor >= 0 && left < wanted; descriptor--)
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF) left++;
    return left;
}

int roost_raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -errno;
    if (limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0) return -errno;
    }
    return limit.rlim_cur > INT_MAX ? INT_MAX : (int)limit.rlim_cur;
}
