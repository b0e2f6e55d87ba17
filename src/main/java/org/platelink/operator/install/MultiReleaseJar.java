package org.platelink.operator.install;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/**
 * A jar that has some classes several times, one for each release of Java (JEP 238), written again with those of this
 * release alone.
 *
 * <p>For when somebody watches how classes are loaded, a recording or an agent, the JVM reads the bytes of a class of
 * its cache out of the jar, and it looks at the place for all releases only. Java 17 crashes where the class is not
 * there.
 */
final class MultiReleaseJar {

    private static final Attributes.Name MULTI_RELEASE = Attributes.Name.MULTI_RELEASE;

    private MultiReleaseJar() {}

    /** Writes the jar again, if it is one of several releases. */
    static void flatten(Path jar) throws IOException {
        Path flat = jar.resolveSibling(jar.getFileName() + ".flat");
        try (JarFile before = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            if (!before.isMultiRelease()) {
                return;
            }
            Manifest manifest = new Manifest(before.getManifest());
            manifest.getMainAttributes().remove(MULTI_RELEASE);
            try (OutputStream file = Files.newOutputStream(flat);
                    JarOutputStream after = new JarOutputStream(file, manifest)) {
                List<JarEntry> entries = before.versionedStream().toList();
                for (JarEntry entry : entries) {
                    if (isKept(entry.getName())) {
                        after.putNextEntry(new JarEntry(entry.getName()));
                        before.getInputStream(entry).transferTo(after);
                        after.closeEntry();
                    }
                }
            }
        }
        Files.move(flat, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The manifest is written already, and a signature would no longer fit. */
    private static boolean isKept(String name) {
        return !name.equals(JarFile.MANIFEST_NAME)
                && !name.equals("META-INF/")
                && !name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    }
}
