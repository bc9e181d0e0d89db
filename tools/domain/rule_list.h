/* All rules of a domain, group by group.  RULE() says which columns are wanted. */
#include "domain/rules_seed.h"
#include "domain/rules_accept.h"
#include "domain/rules_meaning.h"
#include "domain/rules_live.h"
#include "domain/rules_notes.h"
