#ifndef DOMAIN_RULES_H
#define DOMAIN_RULES_H

#include "rules/run.h"

enum domain_rule {
#define RULE(sym, ...) sym,
#include "domain/rule_list.h"
#undef RULE
	DOMAIN_RULE_COUNT
};

/* The table that drives everything: conversion, --check, --list-rules, the man page. */
extern const struct ruleset domain_rules;

#endif
