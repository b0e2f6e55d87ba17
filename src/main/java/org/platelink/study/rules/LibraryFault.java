package org.platelink.study.rules;

/**
 * A compiler error in a library.
 *
 * @param line from 1; 0 if it is about the library as a whole
 * @param column from 1
 * @param message the compiler's message
 */
public record LibraryFault(int line, int column, String message) {

    @Override
    public String toString() {
        return line == 0 ? message : "line " + line + ", column " + column + ": " + message;
    }
}
