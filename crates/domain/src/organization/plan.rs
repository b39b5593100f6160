//! Plans by their API names, and the four tiers they belong to (rule 123).

use serde::{Deserialize, Serialize};

/// What a plan allows, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The free start.
    Developer,
    /// For one team.
    Team,
    /// For several teams with guard rails.
    Business,
    /// Everything.
    Enterprise,
}

impl Tier {
    /// The name on the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Developer => "Developer",
            Self::Team => "Team",
            Self::Business => "Business",
            Self::Enterprise => "Enterprise",
        }
    }

    /// Whether at most two people may hold a Workspace role other than Owner (rule 121).
    #[must_use]
    pub fn limits_workspace_roles(self) -> bool {
        self == Self::Developer
    }
}

macro_rules! plans {
    ($($variant:ident = $api:literal, $tier:ident;)*) => {
        /// A plan as the API names it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum Plan {
            $(#[doc = $api] #[serde(rename = $api)] $variant,)*
        }

        impl Plan {
            /// The API's name.
            #[must_use]
            pub const fn api(self) -> &'static str {
                match self { $(Self::$variant => $api,)* }
            }

            /// The name on the page: the words of the API's name.
            #[must_use]
            pub fn label(self) -> String {
                let mut words = String::new();
                for word in self.api().split('_') {
                    let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
                    let is_short = matches!(word, "V2" | "IBM" | "POV");
                    if !words.is_empty() {
                        words.push(' ');
                    }
                    words.push_str(first);
                    words.push_str(&if is_short { rest.to_owned() } else { rest.to_lowercase() });
                }
                words
            }

            /// The tier whose gates apply; plans without a tier of their own count as Team.
            #[must_use]
            pub const fn tier(self) -> Tier {
                match self { $(Self::$variant => Tier::$tier,)* }
            }
        }
    };
}

plans! {
    Basic = "BASIC", Team;
    BasicPaygo = "BASIC_PAYGO", Team;
    Business = "BUSINESS", Business;
    BusinessCritical = "BUSINESS_CRITICAL", Team;
    BusinessV2 = "BUSINESS_V2", Business;
    Developer = "DEVELOPER", Developer;
    DeveloperPaygo = "DEVELOPER_PAYGO", Developer;
    Enterprise = "ENTERPRISE", Enterprise;
    EnterpriseBusinessCritical = "ENTERPRISE_BUSINESS_CRITICAL", Enterprise;
    EnterpriseV2 = "ENTERPRISE_V2", Enterprise;
    IbmEnterprise = "IBM_ENTERPRISE", Enterprise;
    Inactive = "INACTIVE", Team;
    Internal = "INTERNAL", Team;
    Pov = "POV", Team;
    Premium = "PREMIUM", Team;
    Standard = "STANDARD", Team;
    Team = "TEAM", Team;
    TeamPaygo = "TEAM_PAYGO", Team;
    TeamV2 = "TEAM_V2", Team;
    Trial = "TRIAL", Team;
    TrialV2 = "TRIAL_V2", Team;
}

impl Plan {
    /// Whether it is a trial, which has limits of its own (ORG-8).
    #[must_use]
    pub const fn is_trial(self) -> bool {
        matches!(self, Self::Trial | Self::TrialV2)
    }

    /// The plans a person chooses from, one per tier.
    pub const CHOICES: &'static [Self] = &[
        Self::Developer,
        Self::Team,
        Self::Business,
        Self::Enterprise,
    ];
}
