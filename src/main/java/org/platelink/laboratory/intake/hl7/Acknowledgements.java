package org.platelink.laboratory.intake.hl7;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.platelink.laboratory.hl7v2.Acknowledgement;
import org.platelink.laboratory.hl7v2.AcknowledgementCode;
import org.platelink.laboratory.hl7v2.AcknowledgementKind;
import org.platelink.laboratory.hl7v2.Problem;
import org.platelink.laboratory.intake.hl7.MessageDoor.Answer;
import org.platelink.laboratory.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Builds the HL7 v2 acknowledgements of messages and stores each in the journal as it was sent. */
final class Acknowledgements {

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);
    private static final int CONTROL_ID_LENGTH = 20;

    private final Journal journal;
    private final Clock clock;

    Acknowledgements(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** The acknowledgement of a message as bytes; {@link Answer#NONE} if its sender asked for none. */
    byte[] of(ReadMessage read, AcknowledgementKind kind, AcknowledgementCode code, List<Problem> problems) {
        if (kind == AcknowledgementKind.NONE) {
            return Answer.NONE;
        }
        String controlId = read.id.toString().replace("-", "").substring(0, CONTROL_ID_LENGTH);
        return Acknowledgement.of(
                        read.header, code, kind == AcknowledgementKind.ACCEPT, problems, controlId, clock.instant())
                .bytes(StandardCharsets.UTF_8);
    }

    /**
     * Stores the acknowledgement with its message in the journal; an empty one is not stored. A database failure is
     * only logged: the message is kept already, and it is answered whether or not the answer can be stored.
     */
    void keep(byte[] acknowledgement, UUID message) {
        if (acknowledgement.length == 0) {
            return;
        }
        try {
            journal.answered(message, acknowledgement);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn(
                    "the answer to message {} could not be kept: {}",
                    message,
                    away.getClass().getName());
        }
    }
}
