package org.platelink.study.rules;

/**
 * What is wrong with a library's text.
 *
 * @param line from 1; 0 if it concerns the whole
 * @param column from 1
 * @param message what the compiler says
 */
public record LibraryFault(int line, int column, String message) {

    @Override
    public String toString() {
        return line == 0 ? message : "line " + line + ", column " + column + ": " + message;
    }
}
