package org.platelink.security.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.platelink.security.user.Accounts.Result;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJackson2Module;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;

/**
 * The WebAuthn ceremonies: registration of a passkey and authentication with one. The options go to the browser as
 * JSON. Their challenge is kept in the session, is valid for five minutes and is used once.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-3/#web-authentication-api">WebAuthn, Web Authentication API</a>
 */
final class PasskeyCeremonies {

    private static final String NAME = "Platelink";
    private static final String CHALLENGE = PasskeyCeremonies.class.getName() + ".challenge";
    private static final String UNTIL = PasskeyCeremonies.class.getName() + ".until";
    private static final long CHALLENGE_LASTS_SECONDS = 300;
    private static final int LONGEST_CREDENTIAL = 16_384;

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJackson2Module()).build();

    private final Passkeys passkeys;
    private final @Nullable WebAuthnRelyingPartyOperations operations;

    PasskeyCeremonies(Passkeys passkeys, Optional<RelyingParty> party) {
        this.passkeys = passkeys;
        this.operations = party.map(one -> operations(passkeys, one)).orElse(null);
    }

    private static WebAuthnRelyingPartyOperations operations(Passkeys passkeys, RelyingParty party) {
        Webauthn4JRelyingPartyOperations made = new Webauthn4JRelyingPartyOperations(
                passkeys.handles(),
                passkeys.credentials(),
                PublicKeyCredentialRpEntity.builder().id(party.id()).name(NAME).build(),
                Set.of(party.origin()));
        // The login is typed first, so a security key without room for discoverable credentials is sufficient.
        made.setCustomizeCreationOptions(
                options -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .userVerification(UserVerificationRequirement.PREFERRED)
                        .residentKey(ResidentKeyRequirement.PREFERRED)
                        .build()));
        return made;
    }

    /**
     * The options for a browser to create a passkey, as JSON; empty where WebAuthn is not possible at this server's
     * address.
     */
    Optional<String> creation(User user, HttpSession session) {
        if (operations == null) {
            return Optional.empty();
        }
        passkeys.prepareHandle(user);
        PublicKeyCredentialCreationOptions options = creationOptions(operations, user.login());
        keep(options.getChallenge(), session);
        return Optional.of(json(options));
    }

    /** The options for a browser to present one of a person's passkeys, as JSON; empty as above. */
    Optional<String> request(String login, HttpSession session) {
        if (operations == null) {
            return Optional.empty();
        }
        PublicKeyCredentialRequestOptions options = requestOptions(operations, login);
        keep(options.getChallenge(), session);
        return Optional.of(json(options));
    }

    /** Verifies and stores a passkey that a browser has created. */
    Result add(User user, String name, String credential, HttpSession session) {
        Optional<Bytes> challenge = take(session);
        Optional<PublicKeyCredential<AuthenticatorAttestationResponse>> made =
                parsed(credential, new TypeReference<>() {});
        if (operations == null || challenge.isEmpty() || made.isEmpty() || !isWhole(made.get())) {
            return Result.WRONG;
        }
        PublicKeyCredentialCreationOptions requestedOptions = creationOptions(operations, user.login());
        PublicKeyCredentialCreationOptions options = PublicKeyCredentialCreationOptions.builder()
                .rp(requestedOptions.getRp())
                .user(requestedOptions.getUser())
                .challenge(challenge.get())
                .pubKeyCredParams(requestedOptions.getPubKeyCredParams())
                .authenticatorSelection(requestedOptions.getAuthenticatorSelection())
                .build();
        try {
            operations.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(options, new RelyingPartyPublicKey(made.get(), name)));
            return Result.OK;
        } catch (WebAuthnException | IllegalArgumentException | DuplicateKeyException refused) {
            return Result.WRONG;
        }
    }

    /** Verifies the assertion by which a browser presents one of a person's passkeys. */
    Result verify(String login, String credential, HttpSession session) {
        Optional<Bytes> challenge = take(session);
        Optional<PublicKeyCredential<AuthenticatorAssertionResponse>> shown =
                parsed(credential, new TypeReference<>() {});
        if (operations == null || challenge.isEmpty() || shown.isEmpty() || !isWholeAnswer(shown.get())) {
            return Result.WRONG;
        }
        // The library finds a credential whoever owns it, so ownership is checked here.
        if (passkeys.find(login, shown.get().getRawId().toBase64UrlString()).isEmpty()) {
            return Result.WRONG;
        }
        PublicKeyCredentialRequestOptions requestedOptions = requestOptions(operations, login);
        PublicKeyCredentialRequestOptions options = PublicKeyCredentialRequestOptions.builder()
                .rpId(requestedOptions.getRpId())
                .challenge(challenge.get())
                .userVerification(requestedOptions.getUserVerification())
                .build();
        try {
            operations.authenticate(new RelyingPartyAuthenticationRequest(options, shown.get()));
            return Result.OK;
        } catch (MaliciousCounterValueException copied) {
            return Result.COUNTER;
        } catch (WebAuthnException | IllegalArgumentException refused) {
            return Result.WRONG;
        }
    }

    private static boolean isWhole(PublicKeyCredential<AuthenticatorAttestationResponse> made) {
        AuthenticatorAttestationResponse response = made.getResponse();
        return made.getId() != null
                && made.getRawId() != null
                && response != null
                && response.getAttestationObject() != null
                && response.getClientDataJSON() != null
                && (response.getTransports() == null
                        || !response.getTransports().contains(null));
    }

    private static boolean isWholeAnswer(PublicKeyCredential<AuthenticatorAssertionResponse> shown) {
        AuthenticatorAssertionResponse response = shown.getResponse();
        return shown.getId() != null
                && shown.getRawId() != null
                && response != null
                && response.getAuthenticatorData() != null
                && response.getClientDataJSON() != null
                && response.getSignature() != null;
    }

    private static PublicKeyCredentialCreationOptions creationOptions(
            WebAuthnRelyingPartyOperations operations, String login) {
        return operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(person(login)));
    }

    private static PublicKeyCredentialRequestOptions requestOptions(
            WebAuthnRelyingPartyOperations operations, String login) {
        return operations.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(person(login)));
    }

    private static Authentication person(String login) {
        return UsernamePasswordAuthenticationToken.authenticated(login, null, Set.of());
    }

    private static void keep(Bytes challenge, HttpSession session) {
        session.setAttribute(CHALLENGE, challenge.toBase64UrlString());
        session.setAttribute(UNTIL, Instant.now().plusSeconds(CHALLENGE_LASTS_SECONDS));
    }

    private static Optional<Bytes> take(HttpSession session) {
        Object challenge = session.getAttribute(CHALLENGE);
        Object until = session.getAttribute(UNTIL);
        session.removeAttribute(CHALLENGE);
        session.removeAttribute(UNTIL);
        return challenge instanceof String kept
                        && until instanceof Instant end
                        && Instant.now().isBefore(end)
                ? Optional.of(Bytes.fromBase64(kept))
                : Optional.empty();
    }

    private static <T> Optional<T> parsed(String credential, TypeReference<T> type) {
        if (credential.length() > LONGEST_CREDENTIAL) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(credential, type));
        } catch (JsonProcessingException | IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static String json(Object options) {
        try {
            return JSON.writeValueAsString(options);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
