package org.platelink.laboratory.intake.hl7;

import org.jspecify.annotations.Nullable;
import org.platelink.laboratory.journal.Channel;
import org.platelink.security.access.Caller;
import org.springframework.modulith.NamedInterface;

/**
 * The sender of a message, as the transport knows it.
 *
 * @param caller the client of a site that delivers
 * @param channel the transport through which the message came
 * @param address the network address of the sender; null if the current HTTP request has it
 */
@NamedInterface("door")
public record MessageSender(Caller caller, Channel channel, @Nullable String address) {

    /** A client that sends over HTTPS with a token. */
    public static MessageSender overHttps(Caller caller, @Nullable String address) {
        return new MessageSender(caller, Channel.HTTPS, address);
    }

    /** A laboratory system that sends over MLLP. */
    public static MessageSender overMllp(Caller caller, String address) {
        return new MessageSender(caller, Channel.MLLP, address);
    }

    /** The id of the site's Organization. */
    String site() {
        return String.valueOf(caller.site());
    }
}
