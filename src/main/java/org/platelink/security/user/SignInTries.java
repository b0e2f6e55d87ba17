package org.platelink.security.user;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.platelink.security.user.Accounts.Result;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Checks credentials under the rate limit of {@link SignInThrottle}, and limits how many password hashes are computed
 * at once.
 */
final class SignInTries {

    private static final int LONGEST_LOGIN = 40;
    private static final int MOST_PASSWORD = 200;

    /** Most password checks at once; each takes a processor for a tenth of a second. */
    private static final int CHECKS_AT_ONCE = 2;

    private static final int LONGEST_WAIT_SECONDS = 3;

    private final Users users;
    private final PasswordEncoder encoder;
    private final SignInThrottle throttle;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);

    /** The hash that is compared for an unknown login, so that the response takes as long as for a known one. */
    private final String nobodys;

    SignInTries(Users users, PasswordEncoder encoder, SignInThrottle throttle) {
        this.users = users;
        this.encoder = encoder;
        this.throttle = throttle;
        this.nobodys = encoder.encode("nobody has this password");
    }

    /** Checks a password. Earlier failures keep counting until {@link #passed}. */
    Result password(String login, String password, String device, HttpServletRequest request) {
        return secret(login, password, device, request, () -> users.password(login));
    }

    /** Checks the one-time code that a person was given. */
    Result code(String login, String code, String device, HttpServletRequest request) {
        return secret(login, code.trim().toLowerCase(Locale.ROOT), device, request, () -> users.codeOf(login));
    }

    /**
     * Checks any other credential; {@link Result#WRONG} and {@link Result#COUNTER} count as failures, as a wrong
     * password does.
     */
    Result other(String login, String device, HttpServletRequest request, Supplier<Result> check) {
        SignInThrottle.Origin origin = origin(login, device, request);
        if (throttle.isClosed(origin)) {
            return Result.CLOSED;
        }
        Result result = check.get();
        if (result == Result.WRONG || result == Result.COUNTER) {
            throttle.failed(origin);
        }
        return result;
    }

    /** Records that a person has passed all steps; the browser is a known device from now on. */
    void passed(String login, String device, HttpServletRequest request) {
        throttle.succeeded(origin(login, device, request));
        users.signedIn(login, hash(device));
    }

    private Result secret(
            String login,
            String secret,
            String device,
            HttpServletRequest request,
            Supplier<Optional<String>> encoded) {
        if (login.length() > LONGEST_LOGIN || secret.length() > MOST_PASSWORD) {
            return Result.WRONG;
        }
        return other(login, device, request, () -> {
            @Nullable Boolean matches = matches(secret, encoded.get());
            return matches == null ? Result.BUSY : matches ? Result.OK : Result.WRONG;
        });
    }

    private @Nullable Boolean matches(String secret, Optional<String> encoded) {
        try {
            if (!checks.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return null;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            return encoder.matches(secret, encoded.orElse(nobodys)) && encoded.isPresent();
        } finally {
            checks.release();
        }
    }

    private SignInThrottle.Origin origin(String login, String device, HttpServletRequest request) {
        boolean isKnown = !device.isEmpty() && users.isDevice(login, hash(device));
        return new SignInThrottle.Origin(
                login, isKnown ? HexFormat.of().formatHex(hash(device)) : "", String.valueOf(request.getRemoteAddr()));
    }

    private static byte[] hash(String device) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(device.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
