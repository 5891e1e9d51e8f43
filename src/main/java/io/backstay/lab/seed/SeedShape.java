package io.backstay.lab.seed;

import java.util.SplittableRandom;

/// How much hangs on one client. Every table's writer needs it to know which ids its neighbours have.
///
/// @param paid      how many of the invoices, oldest first, are paid by one payment each
/// @param draft     whether the last invoice is a draft, which has no lines yet
/// @param onAccount whether one payment belongs to no invoice
record SeedShape(int jobs, int invoices, int paid, boolean draft, boolean onAccount, int threads) {

    static SeedShape draw(SplittableRandom random) {
        int invoices = 2 + random.nextInt(5);
        boolean draft = random.nextInt(4) == 0;
        int paid = random.nextInt(invoices + (draft ? 0 : 1));
        return new SeedShape(
                2 + random.nextInt(5), invoices, paid, draft, random.nextInt(5) == 0, 1 + random.nextInt(2));
    }

    int payments() {
        return paid + (onAccount ? 1 : 0);
    }

    /// The first free ids before a client's rows are written.
    record Ids(long client, long job, long invoice, long payment, long thread) {
        static final Ids FIRST = new Ids(1, 1, 1, 1, 1);

        Ids after(SeedShape shape) {
            return new Ids(
                    client + 1,
                    job + shape.jobs,
                    invoice + shape.invoices,
                    payment + shape.payments(),
                    thread + shape.threads);
        }
    }
}
