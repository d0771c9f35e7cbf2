package vn.phusong.web;

import vn.phusong.journal.Account;

/**
 * Somebody who is logged in.
 *
 * @param token of the session, as the cookie holds it; its text form never shows it
 * @param endsAt when the session ends whatever they do, epoch milliseconds
 * @param mustChange whether the password must be changed before anything else
 */
record Entered(String token, Account account, Role role, long endsAt, boolean mustChange) {
    Person person() {
        return new Person(account.name(), role);
    }

    @Override
    public String toString() {
        return "Entered[" + account.name() + "]";
    }
}
