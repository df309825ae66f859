/// Children that print into pipes; no decisions here.
#ifndef ROOST_PIPED_H
#define ROOST_PIPED_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// A limit of setrlimit(2).
struct roost_limit {
    /// RLIMIT_AS and so on.
    int32_t resource;
    uint64_t soft;
    uint64_t hard;
};

/// The step of roost_spawn_piped that failed; 1 to 4 are those of roost_spawn_child.
enum { ROOST_STAGE_LIMIT = 8 };

/// A child in a session of its own, without a terminal: descriptor 0 is `input` (below 0: /dev/null), 1 and 2 are
/// two pipes; no other descriptor is open, every signal is at its default and none is blocked. Answers its pid, and
/// in `outputs` the ends of the pipes to read from, non-blocking and close-on-exec; or -errno.
///
/// `group` is the open cgroup.procs of the cgroup that it joins before it runs (below 0: ours). The rest is as for
/// roost_spawn_child. Only for a process with one thread.
pid_t roost_spawn_piped(
    const char *_Nonnull path, const void *_Nonnull arguments, size_t arguments_count,
    const void *_Nonnull environment, size_t environment_count, const char *_Nonnull directory, int input,
    int group, const struct roost_limit *_Nullable limits, size_t limits_count, uint64_t descriptor_limit,
    int *_Nonnull outputs, int *_Nonnull stage);

#endif
