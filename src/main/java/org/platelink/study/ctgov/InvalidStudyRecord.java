package org.platelink.study.ctgov;

/** Thrown if the input is not a valid study record; the message says why, in a sentence. */
public final class InvalidStudyRecord extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidStudyRecord(String sentence) {
        super(sentence);
    }
}
