package org.platelink.security.screening;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.platelink.security.linkage.LinkedWords;
import org.platelink.security.linkage.PlainText;
import org.platelink.security.screening.ResourceText.NumberOf;

/** Screens the resources of one write for direct identifiers of persons. Not thread-safe. */
final class Screen implements ResourceText.Reader {

    private static final int SHORTEST_CODE = 4;
    private static final Set<String> SENTENCES = Set.of("note", "dataAbsentReason");

    private static final String SAID_OF_THE_PERSON =
            "A number, a name or a telephone number by which the sender itself names the person stands here, and never enters"
                    + " this server. Take it out.";

    private static final String PHONE_OR_ORDER =
            " If it is the number of an order, a sample or a result, say so by its type, such as FILL, PLAC or ACSN of HL7 table"
                    + " 0203.";

    private final SubjectMatter subjectMatter;
    private final CleanTexts cleanTexts;
    private final @Nullable String site;
    private final LinkedPlaces linked;
    private final PersonMatcher said;
    private final boolean isSaid;
    private final Set<ScreeningHit> found = new LinkedHashSet<>();

    /** The collaborators that all screens share. */
    record Collaborators(SubjectMatter subjectMatter, LinkedWords linked, CleanTexts cleanTexts) {}

    /** @param site the id of the caller's Organization; null if there is none */
    Screen(Collaborators means, @Nullable String site) {
        this(means, site, PersonsWords.NONE);
    }

    /**
     * @param site the id of the caller's Organization; null if there is none
     * @param senderWords what the caller itself says of the person
     */
    Screen(Collaborators means, @Nullable String site, PersonsWords senderWords) {
        this.subjectMatter = means.subjectMatter();
        this.cleanTexts = means.cleanTexts();
        this.site = site;
        this.linked = new LinkedPlaces(means.linked(), site);
        this.said = new PersonMatcher(senderWords);
        this.isSaid = !senderWords.equals(PersonsWords.NONE);
    }

    /**
     * Screens a resource if it belongs to a subject or comes from a site.
     *
     * @param place the resource, such as {@code Observation}
     */
    void look(Resource resource, Place place) {
        if (resource instanceof Bundle bundle) {
            List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
            for (int i = 0; i < entries.size(); i++) {
                Resource entry = entries.get(i).getResource();
                if (entry != null) {
                    look(entry, place.in("entry", i).in("resource.ofType(" + entry.fhirType() + ")", -1));
                }
            }
        } else if (site != null || subjectMatter.is(resource)) {
            linked.beginResource();
            if (resource instanceof Patient patient && patient.getIdElement().getIdPart() != null) {
                linked.participant(patient.getIdElement().getIdPart());
                linked.siteOfPatient(String.valueOf(
                        patient.getManagingOrganization().getReferenceElement().getIdPart()));
            }
            new ResourceText(this).read(resource, place);
        }
    }

    /** The findings in all resources that were screened. */
    Set<ScreeningHit> found() {
        linked.compare(this::refuse);
        return found;
    }

    @Override
    public void refuse(Place place, String sentence) {
        found.add(new ScreeningHit(place.path(), sentence));
    }

    @Override
    public void text(Place place, String text) {
        String plain = Uuids.leftOut(PlainText.of(text));
        findTelltales(place, plain);
        if (isSaid && (said.isNamed(plain, isSentence(place)) || said.isNumbered(plain))) {
            refuse(place, SAID_OF_THE_PERSON);
        } else {
            linked.text(place, plain, this::refuse);
        }
    }

    /**
     * Matches the identifier patterns against a text or code. Clean ones are cached, as they recur; numbers of orders
     * do not.
     */
    private void findTelltales(Place place, String plain) {
        if (cleanTexts.has(plain)) {
            return;
        }
        boolean clean = true;
        for (IdentifierPatterns telltale : IdentifierPatterns.ALL) {
            if (!telltale.needsMoreThan(plain) && telltale.isIn(plain)) {
                refuse(place, telltale.sentence() + (telltale == IdentifierPatterns.MOBILE ? PHONE_OR_ORDER : ""));
                clean = false;
            }
        }
        if (clean) {
            cleanTexts.add(plain);
        }
    }

    /** Whether the place holds prose, and not a designation. */
    private static boolean isSentence(Place place) {
        return place.name().equals("conclusion")
                || place.name().equals("value")
                || place.parent() != null && SENTENCES.contains(place.parent().name());
    }

    @Override
    public void identifier(Place place, String value, NumberOf of) {
        String own = Uuids.leftOut(PlainText.of(value));
        findInNumber(place, own, of == NumberOf.ORDER || isSaid);
        if (said.isIn(own)) {
            refuse(place, SAID_OF_THE_PERSON);
        } else if (of == NumberOf.SUBJECT) {
            linked.text(place, own, this::refuse);
        } else {
            linked.number(place, own);
        }
    }

    @Override
    public void code(Place place, String code, boolean published) {
        if (code.length() < SHORTEST_CODE || published && !hasDigit(code)) {
            return;
        }
        String own = Uuids.leftOut(PlainText.of(code));
        findTelltales(place, own);
        if (!published && said.isCode(own)) {
            refuse(place, SAID_OF_THE_PERSON);
        } else if (!published || own.length() > LinkedPlaces.LONG_PART) {
            // A shorter code of a terminology may equal some person's number by chance.
            linked.code(place, own);
        }
    }

    @Override
    public void uri(Place place, String uri) {
        List<String> words = cleanTexts.wordsOf(uri);
        if (words == null) {
            String own = Uuids.leftOut(PlainText.of(uri));
            int before = found.size();
            findTelltales(place, own);
            words = LinkedPlaces.wordsOf(own);
            if (found.size() == before && own.equals(uri)) {
                cleanTexts.add(uri, words);
            }
        }
        if (isSaid && said.isNumbered(Uuids.leftOut(PlainText.of(uri)))) {
            refuse(place, SAID_OF_THE_PERSON);
        } else {
            linked.words(place, words);
        }
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    @Override
    public void participant(String id) {
        linked.participant(id);
    }

    /**
     * Matches the identifier patterns against the number of a thing. A mobile number is only reported where nothing
     * says that it is the number of an order or sample.
     */
    private void findInNumber(Place place, String value, boolean numbered) {
        for (IdentifierPatterns telltale : IdentifierPatterns.ALL) {
            if (!telltale.needsMoreThan(value)
                    && !(numbered && telltale == IdentifierPatterns.MOBILE)
                    && telltale.isInIdentifier(value)) {
                refuse(place, telltale.sentence() + (telltale == IdentifierPatterns.MOBILE ? PHONE_OR_ORDER : ""));
            }
        }
    }
}
