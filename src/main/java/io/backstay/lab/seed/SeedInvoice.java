package io.backstay.lab.seed;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// One seeded invoice with its lines; the same wherever it is asked for.
///
/// @param netCents the sum of the lines, or the fee agreed while it is a draft
record SeedInvoice(long id, String status, LocalDate issuedOn, List<Line> lines, long netCents, long taxCents) {
    static final int DAYS_TO_PAY = 14;

    private static final int INVOICE = 2;
    private static final int LINES_MAX = 4;

    /// The invoice at one place.
    ///
    /// @param k the invoice's position among its client's, from 0
    static SeedInvoice draw(SeedPlace place, int k) {
        long id = place.first().invoice() + k;
        SplittableRandom random = SeedRandom.at(place.seed(), INVOICE, id);
        SeedShape shape = place.shape();
        boolean draft = shape.draft() && k == shape.invoices() - 1;
        LocalDate issuedOn = SeedPlace.TODAY.minusDays((shape.invoices() - k) * 45L + random.nextInt(30));
        if (draft) {
            return new SeedInvoice(id, "draft", issuedOn, List.of(), 10_000L + 5_000L * random.nextInt(60), 0);
        }
        List<Line> lines = new ArrayList<>(LINES_MAX);
        int count = 1 + random.nextInt(LINES_MAX);
        for (int i = 0; i < count; i++) {
            String taxCode = random.nextInt(8) == 0 ? "FRE" : "GST";
            lines.add(new Line(SeedWords.line(random), 25L * (1 + random.nextInt(40)), tariff(random), taxCode));
        }
        long net = lines.stream().mapToLong(Line::amountCents).sum();
        long tax = lines.stream()
                .filter(line -> line.taxCode().equals("GST"))
                .mapToLong(line -> Math.round(line.amountCents() / 10.0))
                .sum();
        String status = k < shape.paid() ? "paid" : random.nextInt(3) == 0 ? "overdue" : "sent";
        return new SeedInvoice(id, status, issuedOn, List.copyOf(lines), net, tax);
    }

    String number() {
        return "INV-" + (20_000 + id);
    }

    private static long tariff(SplittableRandom random) {
        return 100L * (45 + 5 * random.nextInt(50));
    }

    /// One line of an invoice.
    ///
    /// @param quantityHundredths hours, mostly
    record Line(String description, long quantityHundredths, long unitCents, String taxCode) {
        /// As PostgreSQL's `round(quantity * unit_price, 2)` computes it: half away from zero.
        long amountCents() {
            return (quantityHundredths * unitCents + 50) / 100;
        }
    }
}
