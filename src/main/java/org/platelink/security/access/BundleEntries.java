package org.platelink.security.access;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes the writing entries of a batch or transaction. Reading entries are authorized when they are processed,
 * as requests of their own.
 */
final class BundleEntries {

    /** {@code Type}, {@code Type/id} or {@code Type?condition}. */
    private static final Pattern URL = Pattern.compile("/?([A-Z][A-Za-z]+)(?:/([A-Za-z0-9.-]{1,64}))?(?:\\?(.*))?");

    private final AccessRules rules;
    private final Conditions conditions;
    private final Membership membership;

    BundleEntries(AccessRules rules, Conditions conditions, Membership membership) {
        this.rules = rules;
        this.conditions = conditions;
        this.membership = membership;
    }

    void check(Caller caller, Bundle bundle) {
        List<Membership.Update> updates = new ArrayList<>();
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            BundleEntryRequestComponent request = entry.getRequest();
            if (request.getMethod() == null) {
                continue; // HAPI refuses it with a message of its own.
            }
            switch (request.getMethod()) {
                case POST -> create(caller, entry, request);
                case PUT -> update(caller, request, updates);
                case PATCH -> patch(caller, request);
                default -> {
                    // GET and HEAD are authorized as requests of their own; DELETE is refused to everyone.
                }
            }
        }
        membership.requireMayUpdate(caller, updates);
    }

    private void create(Caller caller, Bundle.BundleEntryComponent entry, BundleEntryRequestComponent request) {
        String type = type(caller, request.getUrl());
        // HAPI creates the type of the resource, whatever the URL says.
        String what = entry.getResource() == null ? type : entry.getResource().fhirType();
        rules.require(caller, "create", type, Right.CREATE);
        rules.require(caller, "create", what, Right.CREATE);
        conditions.check(caller, request.getIfNoneExist());
    }

    private void update(Caller caller, BundleEntryRequestComponent request, List<Membership.Update> updates) {
        Matcher url = matched(caller, request.getUrl());
        AccessGrant reach = rules.require(caller, "update", url.group(1), Right.UPDATE);
        if (url.group(2) == null) {
            conditions.check(caller, url.group(3) == null ? "" : url.group(3));
        } else {
            updates.add(new Membership.Update(url.group(1), url.group(2), reach));
        }
    }

    /** Like a single patch: it never creates a resource, so one that is not the caller's is answered as not found. */
    private void patch(Caller caller, BundleEntryRequestComponent request) {
        Matcher url = matched(caller, request.getUrl());
        AccessGrant reach = rules.require(caller, "update", url.group(1), Right.UPDATE);
        if (url.group(2) == null) {
            conditions.check(caller, url.group(3) == null ? "" : url.group(3));
        } else {
            membership.require(url.group(1), url.group(2), reach);
        }
    }

    private static String type(Caller caller, @Nullable String url) {
        Matcher matched = matched(caller, url);
        if (matched.group(2) != null || matched.group(3) != null) {
            throw Refusals.mayNot(caller, "POST to anything but a type in an entry");
        }
        return matched.group(1);
    }

    private static Matcher matched(Caller caller, @Nullable String url) {
        Matcher matcher = URL.matcher(String.valueOf(url));
        if (!matcher.matches()) {
            throw Refusals.mayNot(caller, "write to an entry's URL that is not Type, Type/id or Type?identifier=…");
        }
        return matcher;
    }
}
