package org.platelink.analytics.export;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.platelink.platform.background.BackgroundWorker;
import org.platelink.platform.server.RedactedFailure;
import org.platelink.security.run.Run;
import org.platelink.security.run.RunEnded;
import org.platelink.security.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;

/**
 * Background worker that runs waiting export jobs on this node, in a fixed number of threads plus one for the
 * heartbeat.
 */
final class ExportWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExportWorker.class);

    /** Poll interval, since another node may have accepted jobs and died. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    /** Heartbeat interval; a cancellation is noticed within this time. */
    private static final Duration BEAT = Duration.ofMillis(700);

    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration LAST_TURN = Duration.ofSeconds(5);

    private final ExportTables tables;
    private final NodeJobs jobs;
    private final ObjectProvider<ExportKind> kinds;
    private final ExportProperties properties;
    private final Runs runs;
    private final Object taking = new Object();
    private final Set<UUID> atWork = ConcurrentHashMap.newKeySet();
    private final BackgroundWorker workers;
    private final BackgroundWorker heart = BackgroundWorker.every(BEAT, "export-beat", () -> atWork.forEach(this::beat))
            .interruptedAtStop();

    ExportWorker(ExportTables tables, ObjectProvider<ExportKind> kinds, ExportProperties properties, Runs runs) {
        this.tables = tables;
        this.jobs = tables.ofNode(UUID.randomUUID());
        this.kinds = kinds;
        this.properties = properties;
        this.runs = runs;
        this.workers = BackgroundWorker.of("export", this::work)
                .threads(properties.atOnce())
                .retryingAfter(LOOK_AGAIN)
                .patience(LAST_TURN)
                .interruptedAtStop();
    }

    /** Wakes a worker thread because a job may be waiting. */
    void wake() {
        workers.wake();
    }

    @Override
    public void start() {
        workers.start();
        heart.start();
    }

    private Duration work() throws InterruptedException {
        Optional<ExportJob> job = take();
        if (job.isEmpty()) {
            tables.removeExpired();
            return LOOK_AGAIN;
        }
        run(job.get());
        return Duration.ZERO;
    }

    /** Takes one job at a time: two threads at once would each count the client's jobs without the other's. */
    private Optional<ExportJob> take() {
        synchronized (taking) {
            return jobs.take(SILENCE, Runs.half(properties.atOnce()));
        }
    }

    private void run(ExportJob job) throws InterruptedException {
        atWork.add(job.id());
        try (Run run = runs.background(job.id(), job.caller(), job.kind(), "")) {
            if (jobs.attempts(job.id()) > MOST_ATTEMPTS) {
                jobs.end(job.id(), "It failed " + MOST_ATTEMPTS + " times by the server's fault.", properties.kept());
                return;
            }
            jobs.clear(job.id());
            kind(job).run(job, new JobOutput(jobs, job.id()), run);
            if (jobs.end(job.id(), null, properties.kept())) {
                LOG.info("export     {} done", job.id());
            }
        } catch (RunEnded ended) {
            jobs.clear(job.id());
            if (jobs.end(job.id(), ended.getMessage(), properties.kept())) {
                LOG.info("export     {} was ended", job.id());
            }
        } catch (JobOutput.JobLost gone) {
            LOG.info("export     {} was cancelled", job.id());
        } catch (ExportFailed failed) {
            jobs.clear(job.id());
            jobs.end(job.id(), failed.getMessage(), properties.kept());
        } catch (BaseServerResponseException refused) {
            // The access rules refuse now what they allowed when the job was requested.
            jobs.clear(job.id());
            jobs.end(job.id(), String.valueOf(refused.getMessage()), properties.kept());
        } catch (IOException | RuntimeException failure) {
            LOG.warn("export     {} failed: {}", job.id(), RedactedFailure.of(failure));
            jobs.release(job.id());
            workers.pause(LOOK_AGAIN);
        } finally {
            atWork.remove(job.id());
        }
    }

    ExportKind kind(ExportJob job) {
        Map<String, ExportKind> byName =
                kinds.stream().collect(Collectors.toMap(ExportKind::name, Function.identity()));
        return Objects.requireNonNull(byName.get(job.kind()), job.kind());
    }

    /**
     * Renews the heartbeat of a job; if the job is no longer this node's, such as after a cancellation, ends its run.
     */
    private void beat(UUID job) {
        if (!jobs.alive(job)) {
            runs.end(job, RunEnded.left());
        }
    }

    /**
     * Stops the threads and releases unfinished jobs: another node starts them again from the beginning, or this one
     * at its next start.
     */
    @Override
    public void stop() {
        workers.stop();
        heart.stop();
        atWork.forEach(jobs::release);
    }

    @Override
    public boolean isRunning() {
        return workers.isRunning();
    }
}
