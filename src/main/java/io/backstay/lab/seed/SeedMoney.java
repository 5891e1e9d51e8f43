package io.backstay.lab.seed;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/// The seeded invoices, their lines and the payments that settle them.
final class SeedMoney {
    static final String INVOICES = "id, firm_id, client_id, job_id, number, status, issued_on, due_on, net_amount, "
            + "tax_amount, settled_by, created_at, updated_at";
    static final String LINES = "id, invoice_id, position, description, quantity, unit_price, tax_code";
    static final String PAYMENTS =
            "id, firm_id, invoice_id, received_on, amount, method, reference, created_at, updated_at";

    private static final int PAYMENT = 31;
    private static final int NOON_HOURS = 12;
    private static final List<String> METHODS = List.of("card", "bank transfer", "bank transfer", "direct debit");

    private SeedMoney() {}

    static void invoices(SeedPlace place, CopyRows rows) throws SQLException, InterruptedException {
        for (int k = 0; k < place.shape().invoices(); k++) {
            SeedInvoice invoice = SeedInvoice.draw(place, k);
            rows.number(invoice.id())
                    .number(place.firmId())
                    .number(place.clientId())
                    .number(place.first().job() + k % place.shape().jobs())
                    .text(invoice.number())
                    .text(invoice.status())
                    .on(invoice.issuedOn())
                    .on(invoice.issuedOn().plusDays(SeedInvoice.DAYS_TO_PAY))
                    .hundredths(invoice.netCents())
                    .hundredths(invoice.taxCents());
            if (k < place.shape().paid()) {
                rows.number(place.first().payment() + k);
            } else {
                rows.none();
            }
            Instant since = noon(invoice.issuedOn());
            rows.at(since).at(since).end();
        }
    }

    /// A writer that counts the ids itself, because nothing else refers to them.
    static SeedTable lines() {
        var ids = new LeafIds();
        return (place, rows) -> {
            for (int k = 0; k < place.shape().invoices(); k++) {
                SeedInvoice invoice = SeedInvoice.draw(place, k);
                long position = 0;
                for (SeedInvoice.Line line : invoice.lines()) {
                    position++;
                    rows.number(ids.next())
                            .number(invoice.id())
                            .number(position)
                            .text(line.description())
                            .hundredths(line.quantityHundredths())
                            .hundredths(line.unitCents())
                            .text(line.taxCode())
                            .end();
                }
            }
        };
    }

    static void payments(SeedPlace place, CopyRows rows) throws SQLException, InterruptedException {
        SplittableRandom random = place.random(PAYMENT);
        for (int k = 0; k < place.shape().paid(); k++) {
            SeedInvoice invoice = SeedInvoice.draw(place, k);
            LocalDate received = invoice.issuedOn().plusDays(random.nextInt(21));
            rows.number(place.first().payment() + k).number(place.firmId()).number(invoice.id());
            payment(rows, received, invoice.netCents() + invoice.taxCents(), invoice.number(), random);
        }
        if (place.shape().onAccount()) {
            rows.number(place.first().payment() + place.shape().paid())
                    .number(place.firmId())
                    .none();
            payment(rows, SeedPlace.daysAgo(random, 90), 5_000L * (1 + random.nextInt(20)), "on account", random);
        }
    }

    private static void payment(CopyRows rows, LocalDate day, long cents, String reference, SplittableRandom random)
            throws SQLException, InterruptedException {
        rows.on(day)
                .hundredths(cents)
                .text(SeedWords.one(METHODS, random))
                .text(reference)
                .at(noon(day))
                .at(noon(day))
                .end();
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(NOON_HOURS, 0).toInstant(ZoneOffset.UTC);
    }
}
