package org.platelink.desk.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.security.user.Accounts;
import org.springframework.context.SmartLifecycle;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Manages the open event streams: limits their number, polls for each, and ends each with the session in which its
 * page was loaded. A stream does not keep its session alive.
 */
final class NewsStreams implements SmartLifecycle {

    private static final int MOST = 200;
    private static final int MOST_OF_ONE = 5;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int BEAT_TICKS = 10;

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final Accounts accounts;
    private final List<NewsStream> all = new CopyOnWriteArrayList<>();
    private final BackgroundWorker clock =
            BackgroundWorker.every(TICK, "news", this::tick).patience(TICK).interruptedAtStop();
    private volatile boolean running;
    private int ticks;

    NewsStreams(FindByIndexNameSessionRepository<? extends Session> sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /**
     * Adds a stream, unless there are too many; beyond the limit per session, the oldest of the session is ended.
     *
     * @return whether it was added
     */
    synchronized boolean begin(NewsStream stream) {
        List<NewsStream> own = all.stream()
                .filter(one -> one.user().login().equals(stream.user().login())
                        && one.session().equals(stream.session()))
                .toList();
        if (own.size() >= MOST_OF_ONE) {
            own.get(0).end();
            all.remove(own.get(0));
        }
        if (!running || all.size() >= MOST) {
            return false;
        }
        all.add(stream);
        stream.emitter().onCompletion(() -> all.remove(stream));
        stream.emitter().onTimeout(() -> stream.emitter().complete());
        stream.emitter().onError(gone -> all.remove(stream));
        stream.beat();
        return true;
    }

    private void tick() {
        ticks++;
        boolean beats = ticks % BEAT_TICKS == 0;
        Instant now = Instant.now();
        for (NewsStream stream : all) {
            try {
                if (beats && !stands(stream)) {
                    all.remove(stream);
                    stream.end();
                } else {
                    if (beats) {
                        stream.beat();
                    }
                    stream.look(now);
                }
            } catch (RuntimeException failure) {
                // The database may be unreachable; the next tick tries again.
                continue;
            }
        }
    }

    private boolean stands(NewsStream stream) {
        Session session = sessions.findById(stream.session());
        return session != null && !session.isExpired() && accounts.stands(stream.user());
    }

    @Override
    public void start() {
        running = true;
        clock.start();
    }

    /** Ends the streams before the web server waits for pending requests. */
    @Override
    public void stop() {
        running = false;
        clock.stop();
        all.forEach(stream -> stream.emitter().complete());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
