package org.platelink.operator.operator;

import java.nio.file.Path;
import java.util.Map;
import org.platelink.laboratory.journal.JournalRotation;
import org.platelink.platform.database.FolderDatabase;
import org.platelink.platform.sealing.KeyPlace;
import org.platelink.platform.sealing.KeysProperties;
import org.platelink.security.linkage.LinkageRotation;
import org.platelink.security.token.SigningKeyRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code keys}: rotates the server's keys while no server runs. */
@Command(name = "keys", description = "Replaces the keys of a server that is stopped.", mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    /** The purpose of a key. */
    enum Name {
        signing,
        linkage,
        journal,
        all
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Rotate?");
    }

    @Command(
            name = "rotate",
            description = "Makes new keys and encrypts anew what has the old ones, which are put aside for old backups."
                    + " Broken off, it is run again, or ended by the next start.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Parameters(
                            paramLabel = "KEY",
                            description = "${COMPLETION-CANDIDATES}; all if it is left out",
                            defaultValue = "all")
                    Name name)
            throws Exception {
        Map<String, String> environment = System.getenv();
        KeysProperties properties = KeysProperties.in(environment);
        Path folder = ServerKeys.used(home.path());
        try (FolderDatabase database = FolderDatabase.connectAlone(home.path(), environment)) {
            if (is(name, Name.linkage)) {
                KeyPlace place = KeyPlace.of(properties, environment.get("PLATELINK_LINKAGE_KEY"), home.path());
                say("linkage", LinkageRotation.run(database.connection(), place) + " identifiers encrypted anew");
            }
            if (is(name, Name.journal)) {
                KeyPlace place = KeyPlace.of(properties, environment.get("PLATELINK_JOURNAL_KEY"), home.path());
                say("journal", JournalRotation.run(database.connection(), place) + " messages encrypted anew");
            }
            if (is(name, Name.signing)) {
                SigningKeyRotation.run(folder);
                say("signing", "tokens of before are good no more");
            }
        }
        return 0;
    }

    private static boolean is(Name keyName, Name one) {
        return keyName == one || keyName == Name.all;
    }

    private void say(String key, String done) {
        spec.commandLine().getOut().printf("%-8s a new key; %s%n", key, done);
    }
}
