package org.platelink.operator.demo;

import java.util.LinkedHashSet;
import java.util.Set;

/** Counters of the results of the requests, shared by all senders. Thread-safe. */
final class Tally {

    private static final int MOST_SENTENCES = 5;

    private int made;
    private int thereAlready;
    private int corrected;
    private int refused;
    private final Set<String> sentences = new LinkedHashSet<>();

    synchronized void made() {
        made++;
    }

    synchronized void thereAlready() {
        thereAlready++;
    }

    synchronized void corrected() {
        corrected++;
    }

    synchronized void refused(String sentence) {
        refused++;
        if (sentences.size() < MOST_SENTENCES) {
            sentences.add(sentence);
        }
    }

    synchronized int refusals() {
        return refused;
    }

    /** The distinct reasons of refusals, limited to five. */
    synchronized Set<String> sentences() {
        return new LinkedHashSet<>(sentences);
    }

    @Override
    public synchronized String toString() {
        return made + " made, " + thereAlready + " there already, " + corrected + " corrections, " + refused
                + " refused";
    }
}
