package org.platelink.laboratory.mllp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Instant;
import org.platelink.laboratory.hl7v2.Frame;
import org.platelink.laboratory.hl7v2.FrameReader;
import org.platelink.laboratory.intake.hl7.MessageDoor;
import org.platelink.laboratory.intake.hl7.MessageSender;
import org.platelink.platform.server.BodyMemory;

/**
 * The message loop of one MLLP connection: reads a message, sends its acknowledgement, reads the next. One thread per
 * connection.
 */
final class Conversation {

    private final Connection connection;
    private final Socket socket;
    private final Peer peer;
    private final MessageDoor door;
    private final MllpProperties limits;
    private final BodyMemory memory;
    private final ConnectionLog log;

    Conversation(
            Connection connection,
            Socket socket,
            Peer peer,
            MessageDoor door,
            MllpProperties limits,
            BodyMemory memory,
            ConnectionLog log) {
        this.connection = connection;
        this.socket = socket;
        this.peer = peer;
        this.door = door;
        this.limits = limits;
        this.memory = memory;
        this.log = log;
    }

    /** Runs the loop until the peer closes the connection, violates the protocol or a limit, or the server stops. */
    void hold() {
        try {
            FrameStream stream = new FrameStream(
                    socket.getInputStream(), () -> connection.within(limits.frameTimeout(), CloseReason.SLOW));
            exchange(stream);
        } catch (IOException broken) {
            connection.cut(CloseReason.BROKEN);
        }
        CloseReason ending = connection.ending();
        if (ending != null) {
            log.ended(peer, ending);
        }
    }

    private void exchange(FrameStream stream) throws IOException {
        try (BodyMemory.Lease lease = memory.lease(peer.caller().client())) {
            FrameReader frames =
                    new FrameReader(stream, (int) limits.largestMessage().toBytes(), lease::take);
            boolean goOn = true;
            while (goOn) {
                connection.within(limits.idleTimeout(), CloseReason.IDLE);
                stream.expectFrame();
                goOn = answer(read(frames, stream));
                lease.close();
            }
        }
    }

    private Frame read(FrameReader frames, FrameStream stream) throws IOException {
        try {
            return frames.next();
        } catch (IOException broken) {
            if (stream.hasBegun()) {
                connection.cut(CloseReason.TRUNCATED);
            }
            throw broken;
        }
    }

    private boolean answer(Frame read) throws IOException {
        if (read instanceof Frame.Message message) {
            return take(message.bytes());
        }
        if (read instanceof Frame.OversizedFrame large) {
            refuse(Refusal.tooLarge(large.start(), limits.largestMessage(), Instant.now()), CloseReason.TOO_LARGE);
        } else if (read instanceof Frame.NoRoom full) {
            refuse(Refusal.noRoom(full.start(), Instant.now()), CloseReason.NO_ROOM);
        } else if (read instanceof Frame.TruncatedFrame) {
            connection.cut(CloseReason.TRUNCATED);
        } else if (read instanceof Frame.StrayBytes) {
            connection.cut(CloseReason.OUTSIDE);
        }
        return false;
    }

    private void refuse(byte[] answer, CloseReason why) throws IOException {
        try {
            send(answer);
            connection.part(socket, why);
        } finally {
            connection.cut(why);
        }
    }

    private boolean take(byte[] message) throws IOException {
        if (!connection.begin()) {
            return false;
        }
        MessageDoor.Answer answer;
        try {
            answer = door.take(message, null, MessageSender.overMllp(peer.caller(), connection.address()));
        } catch (RuntimeException | Error failure) {
            log.failed(failure);
            connection.cut(CloseReason.FAILED);
            return false;
        }
        if (!answer.isNone()) {
            send(answer.acknowledgement());
        }
        if (connection.end()) {
            return true;
        }
        connection.part(socket, CloseReason.STOPPED);
        return false;
    }

    private void send(byte[] answer) throws IOException {
        connection.within(limits.frameTimeout(), CloseReason.SLOW);
        OutputStream out = socket.getOutputStream();
        out.write(FrameReader.framed(answer));
        out.flush();
    }
}
