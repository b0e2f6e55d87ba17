package org.platelink.study.rules;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if the text of a library is not valid CQL, or refers to something that does not exist. */
public final class LibraryDoesNotCompile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<LibraryFault> faults;

    LibraryDoesNotCompile(String name, List<LibraryFault> faults) {
        super(name + ": " + faults.stream().map(LibraryFault::toString).collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<LibraryFault> faults() {
        return faults;
    }
}
