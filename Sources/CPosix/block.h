/// Blocks of strings that end with NUL each, one after the other: how arguments and environments come from Swift.
#ifndef ROOST_BLOCK_H
#define ROOST_BLOCK_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Pointers to the strings of a block, NULL at the end; `skipped` places stay free before them.
static inline char **string_list(const void *block, size_t length, size_t skipped) {
    const char *next = block;
    size_t count = 0;
    for (size_t index = 0; index < length; index++) count += next[index] == 0;
    char **list = calloc(skipped + count + 1, sizeof(char *));
    if (list == NULL) return NULL;
    for (size_t index = 0; index < count; index++) {
        list[skipped + index] = (char *)next;
        next += strlen(next) + 1;
    }
    return list;
}

static inline const char *find_variable(char **list, const char *name) {
    size_t length = strlen(name);
    for (; *list != NULL; list++) {
        if (strncmp(*list, name, length) == 0 && (*list)[length] == '=') return *list + length + 1;
    }
    return NULL;
}

#endif
