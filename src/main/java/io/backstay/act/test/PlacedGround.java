package io.backstay.act.test;

import io.backstay.act.connection.reach.NewBucket;
import io.backstay.base.BackstayException;
import io.backstay.connect.s3.ObjectStore;
import io.backstay.restore.Site;
import io.backstay.restore.environment.FileRows;
import io.backstay.restore.environment.ScratchPlace;
import io.backstay.restore.staging.OwnBackups;
import org.jspecify.annotations.Nullable;

/// A ground whose databases are recovered in a scratch place, where what a killed process leaves is found and removed.
/// Whoever opened the ground closes it, and the place after all that was recovered there.
public record PlacedGround(TestGround ground, ScratchPlace place, Site site) implements TestGround {
    /// Takes a place.
    ///
    /// @throws BackstayException when its backups are somebody else's to restore
    public static PlacedGround on(TestGround ground) throws BackstayException, InterruptedException {
        OwnBackups own = ground.site().own();
        ScratchPlace place = ScratchPlace.take(own.recovery());
        return new PlacedGround(ground, place, ground.site().stagedBy(place.over(own)));
    }

    @Override
    public @Nullable FileRows fileRows() {
        return ground.fileRows();
    }

    @Override
    public ObjectStore newBucket(NewBucket bucket) throws BackstayException {
        return ground.newBucket(bucket);
    }

    @Override
    public @Nullable Eraser eraser() {
        return ground.eraser();
    }

    @Override
    public boolean practice() {
        return ground.practice();
    }

    /// Lets the place go.
    @Override
    public void close() {
        place.close();
    }
}
