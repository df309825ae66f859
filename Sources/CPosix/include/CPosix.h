/// The calls that Swift cannot import or cannot make safely; no decisions here.
#ifndef ROOST_CPOSIX_H
#define ROOST_CPOSIX_H

#include "io.h"
#include "piped.h"
#include "pty.h"

#endif
