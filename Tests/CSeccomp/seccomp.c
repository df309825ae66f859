#define _GNU_SOURCE
#include "CSeccomp.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE AUDIT_ARCH_AARCH64
#else
#error "which architecture is this for seccomp(2)?"
#endif

#define CALL(name) {#name, SYS_##name}

static const struct {
    const char *name;
    int number;
} calls[] = {
    CALL(openat), CALL(read), CALL(readv), CALL(pread64), CALL(write), CALL(writev), CALL(pwrite64),
    CALL(ftruncate), CALL(fallocate), CALL(fsync), CALL(fdatasync), CALL(fcntl), CALL(flock), CALL(dup),
    CALL(mmap), CALL(getdents64), CALL(ioctl), CALL(socket), CALL(socketpair), CALL(bind), CALL(listen),
    CALL(accept4), CALL(connect), CALL(sendto), CALL(sendmsg), CALL(recvfrom), CALL(recvmsg), CALL(getsockopt),
    CALL(epoll_create1), CALL(epoll_ctl), CALL(epoll_pwait), CALL(epoll_pwait2), CALL(ppoll), CALL(eventfd2),
    CALL(signalfd4), CALL(inotify_init1), CALL(inotify_add_watch), CALL(memfd_create), CALL(pipe2), CALL(clone),
    CALL(clone3), CALL(execve), CALL(waitid), CALL(wait4), CALL(pidfd_open), CALL(newfstatat), CALL(statx),
    CALL(fstat), CALL(fchmod), CALL(chdir), CALL(getcwd), CALL(mkdirat), CALL(unlinkat), CALL(renameat),
    CALL(renameat2), CALL(linkat), CALL(symlinkat), CALL(readlinkat),
#if defined(__x86_64__)
    CALL(open), CALL(stat), CALL(lstat), CALL(epoll_wait), CALL(poll), CALL(pipe), CALL(fork), CALL(vfork),
    CALL(mkdir), CALL(unlink), CALL(rename), CALL(link), CALL(symlink), CALL(readlink),
#endif
};

int seccomp_number(const char *name) {
    for (size_t index = 0; index < sizeof calls / sizeof calls[0]; index++)
        if (strcmp(calls[index].name, name) == 0) return calls[index].number;
    return -ENOSYS;
}

enum { MOST = 80 };

/// Blocks of two instructions, so that every jump is to the next block: a program that is too long to jump over is
/// not made.
static int install(const int *numbers, int count, int socket) {
    if (count < 0 || count > MOST) return -EINVAL;
    struct sock_filter program[2 * MOST + 9];
    unsigned short length = 0;
#define ADD(...) program[length++] = (struct sock_filter)__VA_ARGS__
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0));
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    // The one call that hands the descriptor over.
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_sendmsg, 0, 3));
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])));
    ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)socket, 0, 1));
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    ADD(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    for (int index = 0; index < count; index++) {
        ADD(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)numbers[index], 0, 1));
        ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF));
    }
    ADD(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
#undef ADD
    struct sock_fprog whole = {.len = length, .filter = program};
    // Not only root may filter then.
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -errno;
    long listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &whole);
    return listener < 0 ? -errno : (int)listener;
}

typedef union {
    struct cmsghdr alignment;
    char bytes[CMSG_SPACE(sizeof(int))];
} control_buffer;

// One byte with room for a descriptor beside it.
static struct msghdr message_of(struct iovec *part, control_buffer *control) {
    return (struct msghdr){
        .msg_iov = part,
        .msg_iovlen = 1,
        .msg_control = control,
        .msg_controllen = sizeof *control,
    };
}

int seccomp_hand_over(const int *numbers, int count, int socket) {
    int listener = install(numbers, count, socket);
    if (listener < 0) return listener;
    char byte = 'l';
    struct iovec part = {.iov_base = &byte, .iov_len = 1};
    control_buffer control = {0};
    struct msghdr message = message_of(&part, &control);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof listener);
    memcpy(CMSG_DATA(header), &listener, sizeof listener);
    ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    int failure = sent == 1 ? 0 : -errno;
    close(listener);
    return failure;
}

int seccomp_receive(int socket) {
    char byte;
    struct iovec part = {.iov_base = &byte, .iov_len = 1};
    control_buffer control = {0};
    struct msghdr message = message_of(&part, &control);
    ssize_t received;
    do received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (received < 0 && errno == EINTR);
    if (received < 0) return -errno;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (received == 0 || header == NULL || header->cmsg_type != SCM_RIGHTS) return -EPROTO;
    int descriptor;
    memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
    return descriptor;
}

int seccomp_next(int descriptor, struct seccomp_call *call) {
    struct seccomp_notif notice;
    // The kernel refuses one that is not empty.
    memset(&notice, 0, sizeof notice);
    if (ioctl(descriptor, SECCOMP_IOCTL_NOTIF_RECV, &notice) != 0) return -errno;
    call->id = notice.id;
    call->thread = (int32_t)notice.pid;
    call->number = notice.data.nr;
    for (int index = 0; index < 6; index++) call->arguments[index] = notice.data.args[index];
    return 0;
}

int seccomp_answer(int descriptor, uint64_t id, int failure) {
    struct seccomp_notif_resp answer = {
        .id = id,
        .error = -failure,
        .flags = failure == 0 ? SECCOMP_USER_NOTIF_FLAG_CONTINUE : 0,
    };
    return ioctl(descriptor, SECCOMP_IOCTL_NOTIF_SEND, &answer) != 0 ? -errno : 0;
}

ssize_t seccomp_string(int32_t process, uint64_t address, char *text, size_t capacity) {
    if (capacity == 0) return -EINVAL;
    size_t length = 0;
    // A page at a time: the next one may not be there.
    while (length < capacity - 1) {
        size_t count = 4096 - (address + length) % 4096;
        if (count > capacity - 1 - length) count = capacity - 1 - length;
        struct iovec ours = {.iov_base = text + length, .iov_len = count};
        struct iovec theirs = {.iov_base = (void *)(uintptr_t)(address + length), .iov_len = count};
        ssize_t copied = process_vm_readv(process, &ours, 1, &theirs, 1, 0);
        if (copied <= 0) return length > 0 ? (ssize_t)length : -errno;
        char *end = memchr(text + length, 0, (size_t)copied);
        if (end != NULL) return end - text;
        length += (size_t)copied;
    }
    text[length] = 0;
    return (ssize_t)length;
}

int seccomp_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0 ? -errno : 0; }
