package org.platelink.security.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.platelink.security.audit.TrailVerification.Result;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * REST controller by which an admin starts a verification of the trail and reads its result. Without the server,
 * {@code audit verify} does the same.
 */
@RestController
@RequestMapping("/admin/audit-verification")
class VerificationAdministration {

    private final TrailVerification verification;

    VerificationAdministration(TrailVerification verification) {
        this.verification = verification;
    }

    /**
     * A verification as the administration shows it.
     *
     * @param state {@code none}, {@code running}, {@code whole}, {@code broken} or {@code failed}
     */
    record VerificationSummary(
            String state,
            @Nullable Instant began,
            @Nullable Instant ended,
            long rows,
            long checkpoints,
            @Nullable Long at,
            @Nullable String what) {

        static VerificationSummary of(Result result) {
            return new VerificationSummary(
                    result.state().name().toLowerCase(Locale.ROOT),
                    result.began(),
                    result.ended(),
                    result.rows(),
                    result.checkpoints(),
                    result.at(),
                    result.what());
        }
    }

    @GetMapping
    VerificationSummary last() {
        return VerificationSummary.of(verification.last());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    VerificationSummary begin() {
        return VerificationSummary.of(verification.begin());
    }
}
