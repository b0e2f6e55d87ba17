package org.platelink.operator.operator;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command-line option for the server's data folder; subcommands inherit it. */
final class HomeOption {

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            paramLabel = "FOLDER",
            defaultValue = "${env:PLATELINK_HOME:-data}",
            description = "the server's data folder; ${DEFAULT-VALUE}")
    private Path home;

    Path path() {
        return home;
    }
}
