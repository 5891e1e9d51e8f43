package io.backstay.ui.restore.view.verdict;

/// Where the labels above a time line begin, such that none covers another.
///
/// @param loss where the loss's label begins
/// @param best where the best moment's label begins
/// @param now  where the present's label begins
record Heads(double loss, double best, double now) {
    private static final double BESIDE = 6;
    private static final double APART = 12;

    /// A moment's place on the line, and how wide its label is.
    record At(double x, double width) {}

    /// The present's label is centred, the loss's stands right of its line while there is room, the best moment's
    /// ends
    /// before whichever of them comes first.
    static Heads of(At loss, At best, At now) {
        double atNow = now.x() - now.width() / 2;
        boolean roomOnTheRight = loss.x() + BESIDE + loss.width() + APART <= atNow;
        double atLoss = roomOnTheRight ? loss.x() + BESIDE : Math.min(loss.x() - BESIDE, atNow - APART) - loss.width();
        double endsAt = Math.min(best.x() + best.width() / 2, (roomOnTheRight ? loss.x() : atLoss) - APART + BESIDE);
        return new Heads(atLoss, Math.max(0, endsAt - best.width()), atNow);
    }
}
