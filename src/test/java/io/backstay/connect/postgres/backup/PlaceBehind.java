package io.backstay.connect.postgres.backup;

import io.backstay.base.BackstayException;
import io.backstay.connect.postgres.archive.WalPlace;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A place of archived log that asks another one; a test overrides what it wants to be different.
public abstract class PlaceBehind implements WalPlace {
    private final WalPlace place;

    protected PlaceBehind(WalPlace place) {
        this.place = place;
    }

    @Override
    public void names(NameVisitor visitor) throws BackstayException, InterruptedException {
        place.names(visitor);
    }

    @Override
    public boolean holds(String name) throws BackstayException, InterruptedException {
        return place.holds(name);
    }

    @Override
    public Instant writtenAt(String name) throws BackstayException, InterruptedException {
        return place.writtenAt(name);
    }

    @Override
    public byte[] beginning(String name, int bytes) throws BackstayException, InterruptedException {
        return place.beginning(name, bytes);
    }

    @Override
    public FileChannel open(String name) throws BackstayException, InterruptedException {
        return place.open(name);
    }

    @Override
    public @Nullable String unfit(String name, long bytes) {
        return place.unfit(name, bytes);
    }

    @Override
    public boolean distant() {
        return place.distant();
    }

    @Override
    public Duration poll() {
        return place.poll();
    }
}
