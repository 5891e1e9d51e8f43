package io.backstay.connect.postgres.recovery;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.archive.WalPlace;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A place that says it is distant, and writes down what is fetched from it.
record DistantPlace(WalPlace inner, List<String> fetched) implements WalPlace {
    @Override
    public void names(NameVisitor visitor) throws BackstayException, InterruptedException {
        inner.names(visitor);
    }

    @Override
    public boolean holds(String name) throws BackstayException, InterruptedException {
        return inner.holds(name);
    }

    @Override
    public Instant writtenAt(String name) throws BackstayException, InterruptedException {
        return inner.writtenAt(name);
    }

    @Override
    public byte[] beginning(String name, int bytes) throws BackstayException, InterruptedException {
        return inner.beginning(name, bytes);
    }

    @Override
    public FileChannel open(String name) throws BackstayException, InterruptedException {
        fetched.add(name);
        return inner.open(name);
    }

    @Override
    public boolean distant() {
        return true;
    }

    @Override
    public Duration poll() {
        return inner.poll();
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
