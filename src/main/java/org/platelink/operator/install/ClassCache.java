package org.platelink.operator.install;

import java.nio.file.Path;
import java.util.List;

/**
 * The file of loaded classes that one JVM writes when it ends, and that later ones of the same version map when they
 * start. A JVM to which the file does not fit, for it is of another version or the jar has changed, starts without.
 */
enum ClassCache {

    /** A dynamic archive of application class data sharing: Java 17 to 24. */
    CLASS_DATA_SHARING {
        @Override
        List<String> toWrite(Path file) {
            // It keeps classes alone, and no code: the second compiler would be at work for nothing.
            return List.of("-XX:ArchiveClassesAtExit=" + file, "-XX:TieredStopAtLevel=1", QUIET);
        }

        @Override
        List<String> toUse(Path file) {
            return List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", QUIET);
        }
    },

    /** An ahead-of-time cache, which has linked classes and profiles of methods too: Java 25 and later. */
    AHEAD_OF_TIME {
        @Override
        List<String> toWrite(Path file) {
            return List.of("-XX:AOTCacheOutput=" + file, "-XX:+UseCompactObjectHeaders", QUIET, "-Xlog:aot=off");
        }

        @Override
        List<String> toUse(Path file) {
            return List.of("-XX:AOTCache=" + file, "-XX:+UseCompactObjectHeaders", QUIET, "-Xlog:aot=off");
        }
    };

    /** Dozens of lines about generated classes that are not kept. */
    private static final String QUIET = "-Xlog:cds=off,cds+dynamic=off,class+path=off";

    private static final int FIRST_WITH_AHEAD_OF_TIME = 25;

    /** The kind that a release of Java has. */
    static ClassCache of(int release) {
        return release < FIRST_WITH_AHEAD_OF_TIME ? CLASS_DATA_SHARING : AHEAD_OF_TIME;
    }

    /** The JVM's options to write the file when it ends. */
    abstract List<String> toWrite(Path file);

    /** The JVM's options to start with the file. */
    abstract List<String> toUse(Path file);
}
