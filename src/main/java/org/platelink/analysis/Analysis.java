package org.platelink.analysis;

import org.platelink.rules.RuleLibrary;

/**
 * An analysis of a study.
 *
 * @param library the rules that make it
 * @param expression the name of the expression that gives it
 */
record Analysis(RuleLibrary library, String expression) {}
