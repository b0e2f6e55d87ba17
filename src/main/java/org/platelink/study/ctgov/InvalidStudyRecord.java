package org.platelink.study.ctgov;

/** What was given is no study record; the message says why, in a sentence. */
public final class InvalidStudyRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidStudyRecord(String sentence) {
        super(sentence);
    }
}
