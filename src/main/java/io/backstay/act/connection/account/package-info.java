/// What an account of a provider holds, part by part, on its way into the catalogue.
@NullMarked
package io.backstay.act.connection.account;

import org.jspecify.annotations.NullMarked;
