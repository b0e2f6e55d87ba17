package org.platelink.security.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Implements {@link AuditTrail}: turns the records that other modules report into audit events. */
final class AuditRecorder implements AuditTrail {

    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}(/_history/\\w+)?");

    private static final int LONGEST_NAME = 4_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditRecorder.class);

    private final Appender appender;
    private final TrailState state;
    private final AnonymousLimit limit;
    private final AnonymousCounts counts;

    AuditRecorder(Appender appender, TrailState state, AnonymousLimit limit, AnonymousCounts counts) {
        this.appender = appender;
        this.state = state;
        this.limit = limit;
        this.counts = counts;
    }

    @Override
    public void record(AuditRecord auditRecord) {
        HttpServletRequest http = current();
        if (isOneTooMany(auditRecord, http)) {
            return;
        }
        AppendedEvent written = appender.add(EventText.of(event(auditRecord, http)));
        if (http != null) {
            RequestRecord.of(http).event(written);
        }
        written.await();
    }

    @Override
    public void note(AuditRecord auditRecord) {
        HttpServletRequest http = current();
        if (isOneTooMany(auditRecord, http)) {
            return;
        }
        try {
            appender.leaveForCertain(EventText.of(event(auditRecord, http)));
            if (http != null) {
                RequestRecord.of(http).counted();
            }
        } catch (TrailUnavailable full) {
            LOG.error("An event is lost: more of them wait for the audit trail than there is room for.");
        }
    }

    @Override
    public boolean isWritable() {
        return state.isWritable();
    }

    /** Whether a refusal of an unauthenticated caller is over the limit; then it is only counted. */
    private boolean isOneTooMany(AuditRecord auditRecord, @Nullable HttpServletRequest http) {
        Caller caller = auditRecord.caller();
        String address = address(auditRecord, http);
        if (auditRecord.outcome() != Outcome.REFUSED
                || caller == null
                || caller.role() != Role.PUBLIC
                || limit.take(address)) {
            return false;
        }
        counts.add(http == null ? "a connection" : Routes.of(http), HttpServletResponse.SC_UNAUTHORIZED, address);
        if (http != null) {
            RequestRecord.of(http).counted();
        }
        return true;
    }

    private static Event event(AuditRecord auditRecord, @Nullable HttpServletRequest http) {
        List<Entity> about = new ArrayList<>(
                auditRecord.about().stream().map(AuditRecorder::entity).toList());
        String requestId = http == null ? null : Origin.requestId(http);
        if (requestId != null) {
            about.add(Entity.requestId(requestId));
        }
        return new Event(
                Instant.now(),
                auditRecord.kind().type(),
                auditRecord.kind().subtype(),
                auditRecord.action(),
                auditRecord.outcome(),
                auditRecord.sentence(),
                new Origin(
                        auditRecord.caller(),
                        auditRecord.caller() == null ? null : address(auditRecord, http),
                        null,
                        null,
                        null),
                List.copyOf(about));
    }

    private static @Nullable String address(AuditRecord auditRecord, @Nullable HttpServletRequest http) {
        return auditRecord.address() == null && http != null ? http.getRemoteAddr() : auditRecord.address();
    }

    private static @Nullable HttpServletRequest current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? current.getRequest()
                : null;
    }

    private static Entity entity(String about) {
        if (!REFERENCE.matcher(about).matches()) {
            return Entity.named(CutText.of(about, LONGEST_NAME));
        }
        return about.startsWith("Patient/") ? Entity.patient(about) : Entity.resource(about, null);
    }
}
