"""Words for the same thing, as two texts on one subject may have it: `doctor` and `physician`.

Everyday English of many fields; no thesaurus that can be installed offline is small enough. What
a word means beyond these is for the words around it to tell.
"""

from collections.abc import Iterable
from functools import cache

from flashcards.transcripts.words import stem

_GROUPS = """
accident crash collision
adult grownup
aeroplane airplane plane aircraft flight aviation
ancient antiquity
animal creature beast
answer reply response
argue dispute quarrel debate
army military troops soldier
artist painter
author writer
automobile car vehicle motorist driver
automation robot robotics autonomous robotaxi
baby infant newborn
ban forbid prohibit prohibition
beach shore coast coastal seaside
bicycle bike cycle cyclist
blood bleeding haemorrhage
boat ship vessel
body corpse cadaver
border frontier boundary
boss manager employer
brain mind neural cognitive
bread loaf dough
bug error mistake fault
building house housing home dwelling apartment
bus coach
business company firm corporation enterprise
buy purchase acquire
cancer tumour tumor oncology
cattle cow livestock herd
cemetery graveyard
child kid children
choose select selection
chef cook cooking
city town urban municipal
climate weather
clothes clothing garment textile
computer machine computing
commute commuter commuting
congestion traffic jam
cost price expense expensive
country nation national
court judge judicial
crime offence criminal
crop harvest yield
dead death die mortality
debt loan credit
decline decrease fall shrink
destroy demolish demolition destruction
diet nutrition food
dirt soil
disease illness sickness ailment
doctor physician medic
drought arid
drug medicine medication pharmaceutical
dung manure muck
earn income wage salary pay
economy economic financial
elderly old ageing aging
electricity electric power
employee worker labourer laborer staff
employment job occupation
enemy foe
evidence proof
exam test examination
experiment trial study
export import trade
factory plant mill manufacturing
farm agriculture agricultural farmer grower
fear anxiety afraid
female woman women
fertiliser fertilizer nutrient
film movie cinema
flood flooding
forest woodland tree
freeway highway motorway expressway interstate
fuel petrol gasoline oil petroleum
game play
gene genetic heredity dna
germ microbe bacteria bacterium microbial
government authority state
grass pasture grazing graze
greenhouse emission
growth increase rise expand expansion
heart cardiac
heat warmth temperature thermal
hospital clinic infirmary
hygiene sanitation clean
immigrant migrant migration
infection contagion contagious
inoculation vaccine vaccination immunisation immunization
insect bug
internet web online
invest investment investor
jail prison imprisonment
king monarch queen royal
language speech linguistic
law legislation statute legal
learn study education
lecture talk speech
machine device apparatus
magazine newspaper press journalism
male man men
marriage wedding spouse
meal dinner breakfast
memory remember recall
metro subway underground
money cash fund funding
moon lunar
mountain hill alpine
music song melody
ocean sea marine
operation surgery surgeon surgical
pain suffering anaesthesia anesthesia anesthetic
parking park
passenger rider ridership
patient sick
photo photograph picture image
phosphorus phosphate
pig swine pork
plague epidemic pandemic outbreak
planet world
poison toxin toxic
police officer
pollution contamination pollutant
poor poverty
pray prayer religion religious
price pricing toll charge fee fare
professor teacher instructor lecturer
program programme software code
pupil student
rail railway railroad train
rain rainfall precipitation
rich wealthy wealth
river stream
road street
rock stone
school university college
sell sale vendor
sewage sewer wastewater
sheep lamb wool
shop store retail
sleep rest
speed fast quick pace
star stellar
storm hurricane typhoon
streetcar tram trolley
sugar sweet
sun solar
tax taxation levy
taxi cab uber rideshare
theory hypothesis
tool instrument
tourist tourism traveller
town village
tradition custom
virus viral
vote voter election electoral
walk pedestrian
war conflict battle
water hydraulic aquatic
wheat grain cereal
wild wildlife nature
wind breeze turbine
wine vineyard
work labour labor
worm earthworm
youth young teenager
""".strip()


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for line in _GROUPS.splitlines():
        words = line.split()
        for word in words:
            known = groups.get(stem(word), ())
            if words[0] not in known:
                groups[stem(word)] = (*known, words[0])
    return groups


def share_meanings(stems: Iterable[str]) -> tuple[str, ...]:
    """Give for each stem the names of the things that it may stand for."""
    groups = _groups()
    return tuple(f"={name}" for each in stems for name in groups.get(each, ()))
