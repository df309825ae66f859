#define _GNU_SOURCE
#include "include/piped.h"

#include "block.h"
#include "include/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// What the child needs between vfork(2) and execve(2), and what it answers.
struct start {
    const char *found;
    char **arguments;
    char **environment;
    // The same with a place before it, for a script that names no interpreter.
    char **script;
    int folder;
    int input;
    int outputs[2];
    int group;
    const struct roost_limit *limits;
    size_t limits_count;
    uint64_t descriptors;
    volatile int stage;
    volatile int failure;
};

// Both pipes, away from the numbers that the child's descriptors get.
static int open_pipes(int *ours, int *theirs) {
    for (int index = 0; index < 2; index++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) return errno;
        ours[index] = ends[0];
        theirs[index] = fcntl(ends[1], F_DUPFD_CLOEXEC, 3);
        int failure = errno;
        close(ends[1]);
        if (theirs[index] < 0) return failure;
        // Of this end alone: a program that prints waits when the pipe is full.
        if (fcntl(ours[index], F_SETFL, O_NONBLOCK) != 0) return errno;
    }
    return 0;
}

static int set_limits(const struct start *start) {
    struct rlimit files;
    if (start->descriptors > 0 && getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = start->descriptors;
        (void)setrlimit(RLIMIT_NOFILE, &files);
    }
    for (size_t index = 0; index < start->limits_count; index++) {
        const struct roost_limit *wanted = &start->limits[index];
        struct rlimit now;
        if (getrlimit((__rlimit_resource_t)wanted->resource, &now) != 0) return errno;
        // Nobody may raise a hard limit, and nobody has to: a lower one is as good.
        struct rlimit then = {.rlim_cur = wanted->soft, .rlim_max = wanted->hard};
        if (then.rlim_max > now.rlim_max) then.rlim_max = now.rlim_max;
        if (then.rlim_cur > then.rlim_max) then.rlim_cur = then.rlim_max;
        if (setrlimit((__rlimit_resource_t)wanted->resource, &then) != 0) return errno;
    }
    return 0;
}

// In the child, which shares our memory until it is another program: system calls only.
static void become(struct start *start) {
    start->stage = ROOST_STAGE_PROCESS;
    struct sigaction initial = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) (void)sigaction(number, &initial, NULL);
    sigset_t none;
    sigemptyset(&none);
    if (sigprocmask(SIG_SETMASK, &none, NULL) != 0 || setsid() < 0) goto failed;
    start->stage = ROOST_STAGE_LIMIT;
    // 0 stands for whoever writes it; cgroups(7).
    if (start->group >= 0 && write(start->group, "0\n", 2) != 2) goto failed;
    if ((start->failure = set_limits(start)) != 0) return;
    start->stage = ROOST_STAGE_DIRECTORY;
    if (fchdir(start->folder) != 0) goto failed;
    start->stage = ROOST_STAGE_PROCESS;
    if (dup2(start->input, 0) < 0 || dup2(start->outputs[0], 1) < 0 || dup2(start->outputs[1], 2) < 0) goto failed;
    // Our own are close-on-exec already; where the kernel has no such call, those that we were started with stay.
    if (close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) != 0 && errno != ENOSYS && errno != EINVAL) goto failed;
    start->stage = ROOST_STAGE_EXECUTABLE;
    execve(start->found, start->arguments, start->environment);
    if (errno == ENOEXEC) {
        start->script[0] = "sh";
        start->script[1] = (char *)start->found;
        execve("/bin/sh", start->script, start->environment);
    }
    if (errno == EAGAIN || errno == ENOMEM) start->stage = ROOST_STAGE_PROCESS;
failed:
    start->failure = errno;
}

static int launch(struct start *start, pid_t *pid) {
    // Not posix_spawn(3): it sets no limits, and ours would hold the keeper itself.
    pid_t child = vfork();
    if (child == 0) {
        become(start);
        _exit(127);
    }
    if (child < 0) {
        start->stage = ROOST_STAGE_PROCESS;
        return errno;
    }
    if (start->failure == 0) {
        *pid = child;
        return 0;
    }
    // It has called _exit(2), or is about to.
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
    return start->failure;
}

pid_t roost_spawn_piped(const char *path, const void *arguments, size_t arguments_length,
                        const void *environment, size_t environment_length, const char *directory, int input,
                        int group, const struct roost_limit *limits, size_t limits_count,
                        uint64_t descriptor_limit, int *outputs, int *stage) {
    pid_t pid = 0;
    int failure = ENOMEM;
    char found[4096];
    int null = -1;
    struct start start = {.found = found,
                          .folder = -1,
                          .group = group,
                          .limits = limits,
                          .limits_count = limits_count,
                          .descriptors = descriptor_limit,
                          .outputs = {-1, -1}};
    outputs[0] = outputs[1] = -1;
    // One place before the arguments: sh, and the script in the zeroth's place.
    char **list = string_list(arguments, arguments_length, 1);
    start.environment = string_list(environment, environment_length, 0);
    *stage = ROOST_STAGE_PROCESS;
    if (list == NULL || start.environment == NULL) goto done;
    start.script = list;
    start.arguments = list + 1;
    failure = EINVAL;
    if (list[1] == NULL) goto done;
    failure = open_pipes(outputs, start.outputs);
    if (failure != 0) goto done;
    null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    start.input = input >= 0 ? input : null;
    failure = errno;
    if (start.input < 0) goto done;

    *stage = ROOST_STAGE_DIRECTORY;
    start.folder = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
    failure = errno;
    if (start.folder < 0 || faccessat(start.folder, ".", X_OK, AT_EACCESS) != 0) {
        failure = errno;
        goto done;
    }
    *stage = ROOST_STAGE_EXECUTABLE;
    failure = -roost_find_executable(start.folder, path, find_variable(start.environment, "PATH"), found,
                                     sizeof(found));
    if (failure != 0) goto done;
    failure = launch(&start, &pid);
    *stage = start.stage;
done:
    for (int index = 0; index < 2; index++) {
        if (start.outputs[index] >= 0) close(start.outputs[index]);
        if (failure != 0 && outputs[index] >= 0) close(outputs[index]);
    }
    if (null >= 0) close(null);
    if (start.folder >= 0) close(start.folder);
    free(list);
    free(start.environment);
    return failure == 0 ? pid : -failure;
}
