package io.backstay.connect.s3.rollback;

/// How many keys are under way at once: one more after each round without complaint, half as many when the store says
/// that it is asked too often. So the store sets the pace, whatever it can do.
///
/// Safe for use by several threads.
final class Pace {
    private static final int FIRST = 8;

    private final int most;
    private int limit;
    private int busy;
    private int good;

    Pace(int most) {
        this.most = most;
        this.limit = Math.min(most, FIRST);
    }

    /// Waits for its turn.
    synchronized void enter() throws InterruptedException {
        while (busy >= limit) {
            wait();
        }
        busy++;
    }

    synchronized void leave() {
        busy--;
        good++;
        if (good >= limit && limit < most) {
            limit++;
            good = 0;
        }
        notifyAll();
    }

    /// The store is asked too often.
    synchronized void tooFast() {
        limit = Math.max(1, limit / 2);
        good = 0;
    }
}
