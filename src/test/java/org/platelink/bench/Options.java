package org.platelink.bench;

import java.util.List;

/** What a benchmark was started with: names and numbers in turns. */
record Options(List<String> arguments) {

    int number(String name, int otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(arguments.get(at + 1));
    }
}
