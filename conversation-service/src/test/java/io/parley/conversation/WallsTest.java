package io.parley.conversation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Understanding, deciding and saying stay pure, so that every turn can be replayed.
@AnalyzeClasses(packages = "io.parley.conversation", importOptions = DoNotIncludeTests.class)
class WallsTest {
    private static final String[] PURE = {"..understanding..", "..dialogue..", "..saying..", "..conversation.shop.."};

    @ArchTest
    static final ArchRule the_heart_knows_no_framework_and_no_database = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..", "java.sql..", "java.net..", "tools.jackson..", "io.parley.starter..");

    @ArchTest
    static final ArchRule the_heart_reads_no_clock = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Random.class);

    @ArchTest
    static final ArchRule understanding_decides_nothing = noClasses()
            .that()
            .resideInAPackage("..understanding..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..dialogue..", "..saying..", "..turn..");

    @ArchTest
    static final ArchRule each_step_of_understanding_knows_only_those_before_it = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("..understanding..")
            .layer("meaning")
            .definedBy("..understanding.meaning..")
            .layer("words")
            .definedBy("..understanding.words..")
            .layer("catalogue")
            .definedBy("..understanding.catalogue..")
            .layer("reading")
            .definedBy("..understanding.reading..")
            .layer("items")
            .definedBy("..understanding.items..")
            .layer("places")
            .definedBy("..understanding.places..")
            .layer("intents")
            .definedBy("..understanding.intents..")
            .layer("engines")
            .definedBy("io.parley.conversation.understanding")
            .whereLayer("engines")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("intents")
            .mayOnlyBeAccessedByLayers("engines")
            .whereLayer("places")
            .mayOnlyBeAccessedByLayers("intents", "engines")
            .whereLayer("items")
            .mayOnlyBeAccessedByLayers("places", "intents", "engines")
            .whereLayer("reading")
            .mayOnlyBeAccessedByLayers("items", "places", "intents", "engines")
            .whereLayer("catalogue")
            .mayOnlyBeAccessedByLayers("reading", "items", "places", "intents", "engines")
            .whereLayer("words")
            .mayOnlyBeAccessedByLayers("catalogue", "reading", "items", "places", "intents", "engines");

    @ArchTest
    static final ArchRule deciding_says_nothing = noClasses()
            .that()
            .resideInAPackage("..dialogue..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..saying..", "..turn..");

    /// Its thousands of classes are loaded when a shop first wants a model, and not before.
    @ArchTest
    static final ArchRule one_class_touches_the_models_api = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.parley.conversation.model.OpenAi")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.openai..", "okhttp3..", "kotlin..");

    @ArchTest
    static final ArchRule the_flows_know_no_model = noClasses()
            .that()
            .resideOutsideOfPackage("..conversation.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..conversation.model..");
}
