package org.platelink.operator.operator;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The option that says with which server's data folder a command works; its subcommands have it too. */
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
