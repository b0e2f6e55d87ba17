package org.platelink.security.user;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which passwords may be chosen: long ones that are not among the common ones, nor made of the person's own name, nor guessed by
 * rules such as a date behind a word. Which characters they are made of does not matter.
 *
 * @see <a href="https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver">NIST SP 800-63B-4, 3.1.1.2</a>
 */
final class PasswordPolicy {

    static final int SHORTEST = 12;

    /** BCrypt reads 72 bytes; what it would not read is not taken for a part of the password. */
    static final int MOST_BYTES = 72;

    /** Of zxcvbn's 0 to 4: more than 10^8 guesses. */
    private static final int LEAST_SCORE = 3;

    private static final Pattern PARTS = Pattern.compile("[^\\p{L}]+");

    private final Zxcvbn strength = new Zxcvbn();

    /** Why a password is not taken. */
    enum Fault {
        TOO_SHORT,
        TOO_LONG,
        TOO_COMMON
    }

    /** What is wrong with a password; empty if nothing is. */
    List<Fault> faults(User user, String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return List.of(Fault.TOO_SHORT);
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return List.of(Fault.TOO_LONG);
        }
        Strength measured = strength.measure(password, own(user));
        return measured.getScore() < LEAST_SCORE ? List.of(Fault.TOO_COMMON) : List.of();
    }

    /** What somebody who knows the person would try: its names whole and in parts, and the server's. */
    private static List<String> own(User user) {
        return Stream.concat(
                        Stream.of(user.login(), user.name(), "platelink"),
                        Stream.of(user.login(), user.name()).flatMap(PARTS::splitAsStream))
                .filter(part -> part.length() > 1)
                .map(part -> part.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
