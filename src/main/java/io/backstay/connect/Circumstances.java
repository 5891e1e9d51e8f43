package io.backstay.connect;

import io.backstay.base.AssetId;
import io.backstay.estate.Circumstance;
import io.backstay.estate.Observation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers what one listing says besides assets and points: every circumstance as a fact with its source and moment,
/// and those that a person should hear of as notes too.
public final class Circumstances {
    private final Observation seen;
    private final List<Circumstance> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /// None yet.
    public Circumstances(Listing.Occasion occasion) {
        this.seen = new Observation(occasion.source(), occasion.at());
    }

    /// Notes what is as it should be, and so is told to nobody unasked.
    public void know(Circumstance.Kind kind, String subject, @Nullable AssetId asset, String value, String sentence) {
        all.add(new Circumstance(subject, asset, kind, value, sentence, seen));
    }

    /// Notes what a person should hear of.
    public void tell(Circumstance.Kind kind, String subject, @Nullable AssetId asset, String value, String sentence) {
        know(kind, subject, asset, value, sentence);
        notes.add(sentence);
    }

    /// Tells a person what several facts come to.
    public void hear(String sentence) {
        notes.add(sentence);
    }

    /// All of them.
    public List<Circumstance> all() {
        return List.copyOf(all);
    }

    /// The sentences to be told, each once.
    public List<String> notes() {
        return notes.stream().distinct().toList();
    }
}
