package org.platelink.laboratory.intake.hl7;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.platelink.laboratory.intake.queue.IntakeProperties;
import org.platelink.laboratory.intake.queue.IntakeProperties.ControlIds;
import org.platelink.laboratory.intake.queue.Interpretation;
import org.platelink.laboratory.intake.queue.OpenQueue;
import org.platelink.laboratory.journal.Finding;
import org.platelink.security.access.Caller;
import org.platelink.security.access.Role;
import org.platelink.security.access.Scopes;

/** The door of HL7 v2 before an {@link OpenQueue}. */
final class OpenIntake {

    private static final Caller LABORATORY =
            new Caller("ehr-a", Role.EHR, "site-a", Set.of(), Scopes.parse("system/Observation.cu"));

    final OpenQueue queue;
    private final MessageDoor door;

    /** What is found of a message when it comes. */
    List<Finding> found = List.of();

    OpenIntake(DataSource postgres, Path home, int room) {
        queue = new OpenQueue(postgres, home, room);
        door = new BatchDoor(
                new Hl7Door(
                        queue.journal,
                        queue.backlog,
                        (id, site, text) -> new Interpretation(null, List.of(), found, false),
                        new IntakeProperties(
                                Set.of("P"),
                                room,
                                2,
                                OpenQueue.ATTEMPTS,
                                Set.of("site-strict"),
                                new ControlIds(Duration.ofHours(24)),
                                Set.of(),
                                Set.of()),
                        queue.meters,
                        queue.events,
                        Clock.systemUTC()),
                Clock.systemUTC());
    }

    /** A message of a control id comes. */
    MessageDoor.Answer take(String control) {
        return deliver(message(control));
    }

    /** A message of a control id comes over a socket. */
    void deliverFrom(String address, String control) {
        door.take(
                message(control).getBytes(StandardCharsets.UTF_8), null, MessageSender.overHttps(LABORATORY, address));
    }

    static String message(String control) {
        return "MSH|^~\\&|LIS|HOSP|PLATELINK|TRIAL|20260302090000||ORU^R01|" + control
                + "|P|2.5.1\rPID|1||SYN-1^^^HOSP^MR\rNTE|1||" + control + "\r";
    }

    /** A text comes from the laboratory of a site that is told of parked messages by warnings. */
    MessageDoor.Answer deliver(String text) {
        return deliver(text.getBytes(StandardCharsets.UTF_8), LABORATORY);
    }

    MessageDoor.Answer deliver(byte[] bytes, Caller caller) {
        return door.take(bytes, null, MessageSender.overHttps(caller, null));
    }

    /** A message comes and is taken. */
    UUID taken(String control) {
        MessageDoor.Answer answer = take(control);
        if (answer.id() == null) {
            throw new AssertionError(text(answer));
        }
        return UUID.fromString(answer.id());
    }

    static String text(MessageDoor.Answer answer) {
        return new String(answer.acknowledgement(), StandardCharsets.UTF_8);
    }
}
