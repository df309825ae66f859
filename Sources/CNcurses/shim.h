/* ncurses as Swift can import it: macros as constants, globals as functions, out parameters as values.
   curses(3X), terminfo(5). */
#ifndef ROOST_CNCURSES_SHIM_H
#define ROOST_CNCURSES_SHIM_H

#define NCURSES_WIDECHAR 1
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

static const uint32_t ui_bold = WA_BOLD;
static const uint32_t ui_dim = WA_DIM;
static const uint32_t ui_italic = WA_ITALIC;
static const uint32_t ui_underline = WA_UNDERLINE;
static const uint32_t ui_blink = WA_BLINK;
static const uint32_t ui_reverse = WA_REVERSE;
static const uint32_t ui_invisible = WA_INVIS;
static const uint32_t ui_standout = WA_STANDOUT;
static const uint32_t ui_protect = WA_PROTECT;

/* Makes one cell; `count` scalars of one spacing character and its marks. */
static inline int ui_cell(cchar_t *cell, const wchar_t *text, int count, uint32_t attributes, int pair) {
    wchar_t buffer[CCHARW_MAX + 1];
    if (count > CCHARW_MAX) {
        count = CCHARW_MAX;
    }
    memcpy(buffer, text, (size_t)count * sizeof(wchar_t));
    buffer[count] = 0;
    return setcchar(cell, buffer, (attr_t)attributes, 0, &pair);
}

/* Puts `count` cells into a row of the staged screen. */
static inline void ui_put(int row, int column, const cchar_t *cells, int count) {
    mvwadd_wchnstr(stdscr, row, column, cells, count);
}

/* Makes the next update write a row whole. */
static inline void ui_forget_row(int row) { wredrawln(stdscr, row, 1); }

/* Writes what is staged to the terminal and leaves its cursor in a cell. */
static inline void ui_update(int row, int column) {
    wmove(stdscr, row, column);
    wnoutrefresh(stdscr);
    doupdate();
}

/* Leaves nothing on the screen of a terminal that has only one. */
static inline void ui_erase(void) {
    werase(stdscr);
    wrefresh(stdscr);
}

/* Makes the next update clear the terminal and draw everything. */
static inline void ui_invalidate(void) { clearok(curscr, TRUE); }

/* Columns that the C library, and so ncurses, gives a character; -1 when it does not know it. */
static inline int ui_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static inline int ui_color_count(void) { return COLORS; }
static inline int ui_pair_count(void) { return COLOR_PAIRS; }

/* Begins to draw on standard output with a description; false when there is none of that name. The terminal is in
   raw mode and on its alternate screen after this; keys are not read by ncurses. */
static inline bool ui_start(const char *name) {
    if (newterm(name, stdout, stdin) == NULL) {
        return false;
    }
    raw();
    noecho();
    nonl();
    typeahead(-1);
    if (has_colors()) {
        start_color();
        use_default_colors();
    }
    wrefresh(stdscr);
    return true;
}

/* A string capability of the current description; NULL when it is absent or cancelled. */
static inline const char *ui_string_capability(const char *name) {
    const char *value = tigetstr(name);
    return value == NULL || value == (const char *)-1 ? NULL : value;
}

static inline bool ui_flag_capability(const char *name) { return tigetflag(name) == 1; }
static inline int ui_number_capability(const char *name) { return tigetnum(name); }

/* Loads a description without touching the terminal: 1 found, 0 not found, -1 no database at all. */
static inline int ui_load(const char *name) {
    int result = 0;
    return setupterm(name, STDOUT_FILENO, &result) == OK ? 1 : result;
}

/* Chooses the user's locale for characters; true when they are UTF-8, if need be by way of C.UTF-8. */
static inline bool ui_choose_utf8(void) {
    return (setlocale(LC_CTYPE, "") != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) ||
           setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "C.utf8") != NULL;
}

/* Rows << 16 | columns of the terminal, 0 when it does not say. */
static inline uint32_t ui_size(void) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 && ioctl(STDIN_FILENO, TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return (uint32_t)size.ws_row << 16 | size.ws_col;
}

/* Writes everything to standard output, waiting for room if another program made it non-blocking. */
static inline bool ui_write(const void *bytes, size_t count) {
    const char *next = (const char *)bytes;
    while (count > 0) {
        ssize_t written = write(STDOUT_FILENO, next, count);
        if (written >= 0) {
            next += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            struct pollfd room = {STDOUT_FILENO, POLLOUT, 0};
            poll(&room, 1, 1000);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

/* Seconds that local time is ahead of UTC at a moment. */
static inline long ui_seconds_from_gmt(int64_t seconds) {
    time_t moment = (time_t)seconds;
    struct tm local;
    return localtime_r(&moment, &local) == NULL ? 0 : local.tm_gmtoff;
}

/* Runs `tic -x -o directory source` with its messages thrown away; its exit status, -1 when it did not run. */
static inline int ui_compile(const char *directory, const char *source) {
    char *const arguments[] = {"tic", "-x", "-o", (char *)directory, (char *)source, NULL};
    posix_spawn_file_actions_t actions;
    pid_t pid = 0;
    int status = -1;
    if (posix_spawn_file_actions_init(&actions) != 0) {
        return -1;
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO);
    int failure = posix_spawnp(&pid, "tic", &actions, NULL, arguments, __environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) {
        return -1;
    }
    while (waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Stops this process as ^Z would, and returns when it is continued. The signal is blocked otherwise. */
static inline void ui_stop(void) {
    sigset_t set;
    sigset_t before;
    sigemptyset(&set);
    sigaddset(&set, SIGTSTP);
    signal(SIGTSTP, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &set, &before);
    raise(SIGTSTP);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* What a crash writes to the terminal so that it can be used again. */
struct ui_farewell {
    char bytes[1024];
    size_t length;
    struct termios modes;
    bool has_modes;
};

static inline struct ui_farewell *ui_last_words(void) {
    static struct ui_farewell farewell;
    return &farewell;
}

/* Only async-signal-safe calls in here: signal-safety(7). */
static inline void ui_crashed(int number) {
    struct ui_farewell *farewell = ui_last_words();
    ssize_t ignored = write(STDOUT_FILENO, farewell->bytes, farewell->length);
    (void)ignored;
    if (farewell->has_modes) {
        tcsetattr(STDIN_FILENO, TCSANOW, &farewell->modes);
    }
    signal(number, SIG_DFL);
    raise(number);
}

/* Remembers the terminal's modes: call it before ui_start. */
static inline void ui_remember_modes(void) {
    struct ui_farewell *farewell = ui_last_words();
    farewell->has_modes = tcgetattr(STDIN_FILENO, &farewell->modes) == 0;
}

/* Restores the terminal if this process crashes from now on; with no bytes it does so no longer. */
static inline void ui_guard(const void *bytes, size_t count) {
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
    struct ui_farewell *farewell = ui_last_words();
    farewell->length = count < sizeof farewell->bytes ? count : sizeof farewell->bytes;
    memcpy(farewell->bytes, bytes, farewell->length);
    for (size_t index = 0; index < sizeof numbers / sizeof *numbers; index++) {
        signal(numbers[index], count == 0 ? SIG_DFL : ui_crashed);
    }
}

#endif
