package org.platelink.audit;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Turns what other capabilities tell into events. */
final class RecordedDeeds implements AuditTrail {

    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}(/_history/\\w+)?");

    private final Appender appender;

    RecordedDeeds(Appender appender) {
        this.appender = appender;
    }

    @Override
    public void record(AuditedDeed deed) {
        List<Entity> about = deed.about().stream().map(RecordedDeeds::entity).toList();
        Event event = new Event(
                Instant.now(),
                deed.kind().type(),
                deed.kind().subtype(),
                deed.action(),
                deed.outcome(),
                deed.sentence(),
                new Origin(deed.caller(), deed.address(), null, null, null),
                about);
        Written written = appender.add(EventText.of(event));
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current) {
            RequestRecord.of(current.getRequest()).event(written);
        }
        written.await();
    }

    private static Entity entity(String about) {
        if (!REFERENCE.matcher(about).matches()) {
            return Entity.named(about);
        }
        return about.startsWith("Patient/") ? Entity.patient(about) : Entity.resource(about, null);
    }
}
