package org.platelink.laboratory.intake.queue;

import org.platelink.laboratory.journal.QueuedMessage;

/** Interprets journaled messages of one kind of channel, with the present ConceptMaps of their site. */
public interface MessageInterpreter {

    /** Whether this interpreter handles the channel through which a message came. */
    boolean handles(QueuedMessage message);

    /** The resources and findings of a message. */
    Interpretation interpret(QueuedMessage message);
}
