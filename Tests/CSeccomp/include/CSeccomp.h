/// System calls of other processes, answered by this one: seccomp_unotify(2). No decisions here.
///
/// Every function answers a value of at least 0, or -errno.
#ifndef ROOST_SECCOMP_H
#define ROOST_SECCOMP_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// A call that waits for its answer.
struct seccomp_call {
    uint64_t id;
    /// The thread that made it, as this process sees it.
    int32_t thread;
    int32_t number;
    uint64_t arguments[6];
};

/// The number of a system call on this machine, or -ENOSYS for one that it does not have.
int seccomp_number(const char *_Nonnull name);
/// From now on the calling thread, and all that it starts, waits for an answer to each of these calls.
///
/// The descriptor that answers them is sent over `socket`, a Unix socket, and kept nowhere else. Only that one
/// sendmsg(2) and calls that are not named go on by themselves. Nothing undoes this; when nobody has the descriptor
/// any more, the calls fail with ENOSYS.
int seccomp_hand_over(const int *_Nonnull numbers, int count, int socket);
/// The descriptor that was sent over `socket`, close-on-exec; waits for it.
int seccomp_receive(int socket);
/// Takes the next call; -ENOENT: whoever made it is gone. Waits for one: poll(2) the descriptor before.
int seccomp_next(int descriptor, struct seccomp_call *_Nonnull call);
/// Lets a call happen (`failure` 0), or makes it fail with an errno without being made.
int seccomp_answer(int descriptor, uint64_t id, int failure);
/// A string in the memory of a process, such as a path that a call is about; answers its length.
ssize_t seccomp_string(int32_t process, uint64_t address, char *_Nonnull text, size_t capacity);

/// Whoever loses its parent below this process becomes its child: PR_SET_CHILD_SUBREAPER.
int seccomp_adopt_orphans(void);

#endif
