package io.backstay.connect.http;

import io.backstay.base.BackstayException;
import io.backstay.base.ByteSize;
import io.backstay.connect.http.way.Reach;
import io.backstay.connect.http.way.Way;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/// The one way out: sends calls over TLS (or clear text to this machine), within limits, with typed failures.
///
/// - A redirect is an answer like any other; it is never followed, because a signed call must not go elsewhere.
/// - Reads, and changes that cannot happen twice, are asked again after a broken connection, `429` and `5xx`, with
///   full jitter and not before the service asks. Any other change is sent once: who lost its answer must look
///   before sending it again.
/// - Nobody is asked more often than [Courtesy] says, all attempts counted.
/// - What changes something is sent when its intent stands in the record of the [Witness], and not otherwise.
/// - Interrupting the calling thread ends the call at once.
/// - Nothing of a call's headers or body ever appears in a failure.
public final class HttpTransport implements AutoCloseable {
    private static final Duration PAUSE_FIRST = Duration.ofMillis(200);
    private static final Duration ABANDON_MAX = Duration.ofSeconds(5);
    private static final int DOUBLINGS_MAX = 20;

    private final HttpLimits limits;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final OkHttpClient client;
    private final Witness witness;
    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

    /// Changes nothing but what answers on this machine, because it keeps no record.
    ///
    /// @param random spreads the retries of many consoles, so that they do not all come back at once
    public HttpTransport(HttpLimits limits, Sleeper sleeper, RandomGenerator random) {
        this(limits, sleeper, random, Way.out(Reach.NETWORK));
    }

    /// Changes nothing but what answers on this machine, because it keeps no record.
    ///
    /// @param random spreads the retries of many consoles
    public HttpTransport(HttpLimits limits, Sleeper sleeper, RandomGenerator random, Way way) {
        this(limits, sleeper, random, way, Witness.practice());
    }

    /// @param random  spreads the retries of many consoles
    /// @param witness keeps the record of what is changed
    public HttpTransport(HttpLimits limits, Sleeper sleeper, RandomGenerator random, Way way, Witness witness) {
        this.witness = witness;
        this.limits = limits;
        this.sleeper = sleeper;
        this.random = random;
        this.client = Wire.client(limits, way);
    }

    /// Writes the signature of a call, afresh for every attempt, because signatures carry the time.
    @FunctionalInterface
    public interface Signing {
        /// Leaves the call as it is.
        Signing NONE = call -> call;

        /// The same call with what the service needs to trust it.
        ///
        /// @throws BackstayException when the credential cannot be had, such as while the vault is locked
        HttpCall sign(HttpCall call) throws IOException, BackstayException;

        /// Told that the service calls the keys of the last signature over; whether there are others now, so that
        /// what was refused may be sent again.
        default boolean renews() {
            return false;
        }
    }

    /// Takes the bytes of an answer while they arrive.
    @FunctionalInterface
    public interface Receiver<T> {
        /// Reads what it needs; the stream is closed afterwards.
        ///
        /// @throws IOException when the receiver's own side fails; a broken connection is told apart
        T receive(HttpAnswer head, InputStream body) throws IOException, BackstayException;
    }

    /// Sends a call whose answer is small.
    public HttpAnswer send(HttpCall call, Signing signing) throws BackstayException, InterruptedException {
        return send(call, signing, Courtesy.usual(call.endpoint()), patience(call), Effect.of(call));
    }

    /// The same.
    ///
    /// @param effect what the record says of it where it changes something
    public HttpAnswer send(HttpCall call, Signing signing, Effect effect)
            throws BackstayException, InterruptedException {
        return send(call, signing, Courtesy.usual(call.endpoint()), patience(call), effect);
    }

    private Duration patience(HttpCall call) {
        return call.body().length() > 0 ? limits.transferMax() : limits.callMax();
    }

    /// Sends a call whose question and answer are both small, as its provider wants to be asked.
    public HttpAnswer send(HttpCall call, Signing signing, Courtesy courtesy)
            throws BackstayException, InterruptedException {
        return send(call, signing, courtesy, limits.callMax(), Effect.of(call));
    }

    /// Sends a call that changes something, which the record shows as it is described.
    public HttpAnswer change(HttpCall call, Signing signing, Courtesy courtesy, Effect effect)
            throws BackstayException, InterruptedException {
        if (!call.changes()) {
            throw new IllegalArgumentException("it changes nothing: " + call);
        }
        return send(call, signing, courtesy, limits.callMax(), effect);
    }

    /// Sends a call that keeps the service busy for as long as a transfer, though its answer is small.
    ///
    /// @param effect what the record says of it where it changes something
    public HttpAnswer sendLong(HttpCall call, Signing signing, Effect effect)
            throws BackstayException, InterruptedException {
        return send(call, signing, Courtesy.usual(call.endpoint()), limits.transferMax(), effect);
    }

    private HttpAnswer send(HttpCall call, Signing signing, Courtesy courtesy, Duration deadline, Effect effect)
            throws BackstayException, InterruptedException {
        ByteSize max = limits.answerMax();
        Receiver<HttpAnswer> whole = (head, body) -> Wire.whole(head, body, max, call.endpoint());
        try {
            Attempt<HttpAnswer> attempt = new Attempt<>(whole, true, courtesy.busy()::in);
            return watched(call, effect, attempt, seen -> attempts(call, signing, deadline, courtesy, seen));
        } catch (IOException e) {
            throw Wire.unsendable(e);
        }
    }

    /// Sends a call whose answer may be large, and hands it on while it arrives; it may take as long as a
    /// transfer.
    ///
    /// Only the way to the answer's head is tried again: what a receiver has taken cannot be taken back.
    public <T> T receive(HttpCall call, Signing signing, Receiver<T> receiver)
            throws BackstayException, InterruptedException, IOException {
        Attempt<T> attempt = new Attempt<>(receiver, false, _ -> false);
        Courtesy courtesy = Courtesy.usual(call.endpoint());
        return watched(
                call, Effect.of(call), attempt, seen -> attempts(call, signing, limits.transferMax(), courtesy, seen));
    }

    /// Waits as between two attempts of a call, for who asks again himself because a call must not be repeated
    /// blindly.
    ///
    /// @param attempt counts from 1; later ones wait longer
    public void rest(int attempt) throws InterruptedException {
        sleeper.sleep(jitter(attempt));
    }

    /// Lets go of idle connections.
    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    /// Sends it between its intent and its outcome; what only asks needs neither.
    private <T> T watched(HttpCall call, Effect effect, Attempt<T> attempt, Sending<T> sending)
            throws BackstayException, InterruptedException, IOException {
        if (!call.changes()) {
            return sending.send(attempt);
        }
        Watching<T> watching = new Watching<>(witness.intent(call.endpoint(), effect), attempt);
        T result;
        boolean sent = false;
        try {
            result = sending.send(watching.attempt());
            sent = true;
        } finally {
            if (!sent) {
                watching.stopped();
            }
        }
        watching.ended();
        return result;
    }

    /// Sends, and takes answers as it is told.
    @FunctionalInterface
    private interface Sending<T> {
        T send(Attempt<T> attempt) throws BackstayException, InterruptedException, IOException;
    }

    private <T> T attempts(HttpCall call, Signing signing, Duration deadline, Courtesy courtesy, Attempt<T> attempt)
            throws BackstayException, InterruptedException, IOException {
        int attemptsMax = call.again().sentOnce() ? 1 : limits.attemptsMax();
        TokenBucket bucket = buckets.computeIfAbsent(courtesy.provider(), _ -> courtesy.bucket(System::nanoTime));
        long began = System.nanoTime();
        Duration pause = Duration.ZERO;
        for (int number = 1; ; number++) {
            boolean last = number >= attemptsMax;
            Duration turn = bucket.take();
            Duration wait = turn.compareTo(pause) > 0 ? turn : pause;
            if (wait.isPositive()) {
                sleeper.sleep(wait);
            }
            pause = jitter(number);
            try {
                Receiver<T> receiver = last ? attempt.receiver() : attempt.unlessBusy(limits.pauseMax());
                return exchange(signing.sign(call), deadline, receiver);
            } catch (Attempt.BusyAnswer e) {
                bucket.drain();
                pause = e.pause(pause);
            } catch (ConnectionBroke e) {
                boolean taken = e.received() && !attempt.restartable();
                if (last || taken || !e.passing()) {
                    throw Wire.failed(call, Duration.ofNanos(System.nanoTime() - began), e);
                }
            }
        }
    }

    private Duration jitter(int number) {
        long ceiling = PAUSE_FIRST.toMillis() << Math.min(number - 1, DOUBLINGS_MAX);
        return Duration.ofMillis(
                random.nextLong(Math.min(ceiling, limits.pauseMax().toMillis()) + 1));
    }

    /// The call runs on a thread of its own, because a platform thread that reads a socket hears no interrupt.
    private <T> T exchange(HttpCall call, Duration deadline, Receiver<T> receiver)
            throws BackstayException, InterruptedException, IOException {
        Call sent = client.newCall(Wire.request(call));
        sent.timeout().timeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        FutureTask<T> task = new FutureTask<>(() -> converse(sent, receiver));
        Thread worker = Thread.ofVirtual().name("backstay-http").start(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            sent.cancel();
            worker.interrupt();
            worker.join(ABANDON_MAX);
            throw e;
        } catch (ExecutionException e) {
            throw Wire.unwrapped(e);
        }
    }

    private static <T> T converse(Call sent, Receiver<T> receiver) throws IOException, BackstayException {
        Response response;
        try {
            response = sent.execute();
        } catch (IOException e) {
            throw new ConnectionBroke(e, false);
        }
        try (response;
                InputStream body = new BrokenConnectionNoticed(response.body().byteStream())) {
            Map<String, String> headers = new TreeMap<>();
            response.headers().forEach(pair -> headers.put(pair.getFirst(), pair.getSecond()));
            return receiver.receive(new HttpAnswer(response.code(), headers, new byte[0]), body);
        }
    }
}
